"""The shape of a data package's description, judged before anything is read by it.

``datapackage.json`` comes from outside and may be anything. What the app uses of Frictionless Data
Package and Table Schema is checked here rule by rule, each breach told with its place; what passes
cannot surprise the modules that read tables by it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Final, TypeGuard

import pyarrow as pa
import pyarrow.compute as pc

from vbdash.data import faults as say
from vbdash.data.faults import DESCRIPTION, PROTECTED, Fault, as_list, fault

#: What nobody's description needs more of.
_BYTES, _DEPTH, _TABLES, _FIELDS, _LENGTH = 8 * 2**20, 40, 200, 500, 200
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")
#: Constraints by type of field; whole numbers above the last cannot be told apart as ``float``.
_CONSTRAINTS: Final = {
    "string": ("required", "unique", "pattern", "enum", "minLength", "maxLength"),
    "integer": ("required", "unique", "minimum", "maximum"),
    "number": ("required", "unique", "minimum", "maximum"),
    "boolean": ("required", "unique"),
    "date": ("required", "unique"),
}
_TEXTS: Final = ("title", "title_sv", "description", "description_sv", "version", "unit", "unit_sv")


def description(raw: bytes) -> tuple[Mapping[str, Any], list[Fault]]:
    """Read ``datapackage.json``; an empty mapping with what is wrong where it is not one.

    Parameters
    ----------
    raw
        The bytes of the file.

    Returns
    -------
    package, faults
        One of the two is empty.
    """
    if len(raw) > _BYTES:
        return {}, [fault(DESCRIPTION, say.FILE_SMALL, found=len(raw), most=_BYTES)]
    try:
        package = json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return {}, [fault(DESCRIPTION, say.JSON_WELL_FORMED, detail=error)]
    found = list(_plain(package)) or list(_package(package))
    return ({}, found) if found else (package, [])


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _wrong(expected: str, where: str, found: Any = "", **values: Any) -> Fault:
    return fault(DESCRIPTION, expected, found=found, where=where, **values)


def _plain(package: Any) -> Iterator[Fault]:
    """Check that nothing is nested beyond reason and that every text can be written."""
    waiting = [(package, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _DEPTH:
            yield fault(DESCRIPTION, say.NOT_DEEPER, most=_DEPTH)
            return
        if isinstance(value, dict):
            waiting += [(each, depth + 1) for pair in value.items() for each in pair]
        elif isinstance(value, list):
            waiting += [(each, depth + 1) for each in value]
        elif isinstance(value, str) and not _is_writable(value):
            yield fault(DESCRIPTION, say.WRITABLE, found=value)
            return


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _package(package: Any) -> Iterator[Fault]:
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list) or not 0 < len(resources) <= _TABLES:
        yield fault(DESCRIPTION, say.PACKAGE_SHAPE)
        return
    yield from _texts(package, DESCRIPTION)
    fields: dict[str, set[str]] = {}
    sound: list[tuple[str, Mapping[str, Any]]] = []
    for number, each in enumerate(resources, start=1):
        named = isinstance(each, dict) and isinstance(each.get("name"), str)
        where = each["name"] if named else f"resources, {number}"
        if not named or not _NAME.fullmatch(where) or where in fields:
            yield _wrong(say.NAME_ONCE, f"resources, {number}", where if named else "")
            continue
        wrong = list(_resource(each, where))
        yield from wrong
        fields[where] = set() if wrong else {f["name"] for f in each["schema"]["fields"]}
        sound += [] if wrong else [(where, each["schema"])]
    for where, schema in sound:
        yield from _keys(schema, where, fields)


def _texts(described: Mapping[str, Any], where: str) -> Iterator[Fault]:
    for name in _TEXTS:
        if name in described and not isinstance(described[name], str):
            yield _wrong(say.TEXT_AT, f"{where}, {name}", described[name])


def _resource(each: Mapping[str, Any], where: str) -> Iterator[Fault]:
    yield from _texts(each, where)
    if not _is_path(each.get("path")):
        yield _wrong(say.PATH_AT, f"{where}, path", each.get("path", ""))
    if str(each.get("encoding", "utf-8")).casefold() not in {"utf-8", "utf8"}:
        yield _wrong(say.ENCODING_AT, f"{where}, encoding", each["encoding"])
    schema = each.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(fields, list) or not fields:
        yield _wrong(say.FIELDS_AT, f"{where}, schema, fields")
        return
    if len(fields) > _FIELDS:
        yield _wrong(say.NOT_MORE, f"{where}, schema, fields", len(fields), most=_FIELDS)
        return
    if not _are_texts(schema.get("missingValues", [""])):
        yield _wrong(say.TEXTS_AT, f"{where}, schema, missingValues", schema["missingValues"])
    names: set[str] = set()
    for number, field in enumerate(fields, start=1):
        name = field.get("name") if isinstance(field, dict) else None
        if not _is_heading(name) or name in names:
            yield _wrong(say.NAME_ONCE, f"{where}, schema, fields, {number}", name or "")
            continue
        names.add(str(name))
        yield from _field(field, f"{where}, {name}")


def _is_path(path: Any) -> bool:
    """Tell whether a path is a plain one below the directory, whatever the system."""
    if not isinstance(path, str) or not 0 < len(path) <= _LENGTH or not path.isprintable():
        return False
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return bool(parts) and ".." not in parts and not PureWindowsPath(path).anchor


def _is_heading(name: Any) -> bool:
    text = isinstance(name, str) and 0 < len(name) <= _LENGTH and name.isprintable()
    return text and name == name.strip()


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _field(field: Mapping[str, Any], where: str) -> Iterator[Fault]:
    yield from _texts(field, where)
    kind, constraints = field.get("type"), field.get("constraints", {})
    if not isinstance(kind, str) or kind not in _CONSTRAINTS:
        choices = ", ".join(_CONSTRAINTS)
        yield _wrong(say.ONE_OF_AT, f"{where}, type", kind or "", choices=choices)
        return
    if field.get("format", "default") != "default":
        yield _wrong(say.ONE_OF_AT, f"{where}, format", field["format"], choices="default")
    for labels in ("labels_sv", "labels_en"):
        said = field.get(labels, {})
        if not isinstance(said, dict) or not _are_texts(list(said.values())):
            yield _wrong(say.LABELS_AT, f"{where}, {labels}", said)
    if not isinstance(constraints, dict):
        yield _wrong(say.OBJECT_AT, f"{where}, constraints", constraints)
        return
    for name, value in constraints.items():
        yield from _constraint(name, value, _CONSTRAINTS[kind], f"{where}, {name}")
    for least, most in (("minimum", "maximum"), ("minLength", "maxLength")):
        low, high = constraints.get(least), constraints.get(most)
        if _is_number(low) and _is_number(high) and low > high:
            yield _wrong(say.ORDER_AT, f"{where}, {most}", high, least=low)


def _constraint(name: str, value: Any, known: Collection[str], where: str) -> Iterator[Fault]:
    if name not in known:
        yield _wrong(say.CONSTRAINT_AT, where, name, choices=", ".join(known))
    elif name in {"required", "unique"}:
        if not isinstance(value, bool):
            yield _wrong(say.TRUTH_AT, where, value)
    elif name == "enum":
        if not _are_texts(value) or not value or len(set(value)) < len(value):
            yield _wrong(say.LIST_AT, where, value)
    elif name == "pattern":
        if not _is_pattern(value):
            yield _wrong(say.PATTERN_AT, where, value)
    elif not _is_number(value) or (name.endswith("Length") and (value < 0 or value % 1)):
        yield _wrong(say.NUMBER_AT, where, value)


def _is_number(value: Any) -> TypeGuard[float]:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and abs(value) <= say.LARGEST  # neither infinite nor NaN


def _is_pattern(value: Any) -> bool:
    """Tell whether RE2 takes a pattern: it needs a time that grows with the text alone."""
    if not isinstance(value, str) or len(value) > 1_000:
        return False
    try:
        pc.match_substring_regex(pa.array([""]), f"^(?:{value})$")
    except (pa.ArrowException, UnicodeError):
        return False
    return True


def _keys(schema: Mapping[str, Any], where: str, fields: Mapping[str, set[str]]) -> Iterator[Fault]:
    """Check that keys name fields and tables that there are."""
    if "primaryKey" in schema and not _is_key(schema["primaryKey"], fields[where]):
        yield _wrong(say.KEY_AT, f"{where}, primaryKey", schema["primaryKey"], table=where)
    keys = schema.get("foreignKeys", [])
    if not isinstance(keys, list):
        yield _wrong(say.LIST_AT, f"{where}, foreignKeys", keys)
        return
    for number, key in enumerate(keys, start=1):
        place = f"{where}, foreignKeys, {number}"
        target = key.get("reference") if isinstance(key, dict) else None
        if not isinstance(key, dict) or not isinstance(target, dict):
            yield _wrong(say.OBJECT_AT, f"{place}, reference", target or "")
            continue
        table = target.get("resource")
        if not isinstance(table, str) or (table or where) not in fields:
            yield _wrong(say.TABLE_AT, f"{place}, reference, resource", table or "")
            continue
        table, both = table or where, (key.get("fields"), target.get("fields"))
        if not fields[table]:
            continue  # what is wrong with that table is told already
        for names, owner in zip(both, (where, table), strict=True):
            if not _is_key(names, fields[owner]):
                yield _wrong(say.KEY_AT, place, names or "", table=owner)
                break
        else:
            own, other = (as_list(names) for names in both if names)
            if len(own) != len(other):
                yield _wrong(say.PAIRS_AT, place, len(own), count=len(other))


def _is_key(names: Any, known: Collection[str]) -> bool:
    listed = [names] if isinstance(names, str) else names
    whole = _are_texts(listed) and bool(listed) and len(set(listed)) == len(listed)
    return whole and set(listed) <= set(known)


def protected(resource: Mapping[str, Any]) -> bool:
    """Whether a fault of a table must not show what stands in it: it is about single firms."""
    fields = (each.get("name") for each in resource["schema"]["fields"])
    return closed(resource) or "firm_id" in fields


def closed(resource: Mapping[str, Any]) -> bool:
    """Whether a table is the region's own, by its name, its file's name or the package's mark."""
    names = {resource["name"], PurePosixPath(resource["path"]).stem}
    return bool(names & PROTECTED or resource.get("protected"))
