"""What the data are made into: pictures with their words, one place a subject, for every reader.

Pages, slides, fact sheets and files take the same exhibits. Each is made by a function of a
:class:`~vbdash.view.View` that names the choices it reads (:func:`vbdash.exhibit.reads`); what a
slide needs otherwise (fewer rows, larger type) is an argument.
"""
