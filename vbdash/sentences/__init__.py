"""Sentences made from figures: one module a subject, plain values in, a sentence out.

The same sentences stand on the pages, in alt texts, on slides and in hand-outs.
"""
