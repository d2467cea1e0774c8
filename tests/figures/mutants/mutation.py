"""Break a source file in one small place: the list of all ways, and the text that each of them gives."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
"""What each comparison becomes: the one that differs at its boundary, or its opposite."""
MESSAGES = frozenset("Problem Trouble refused stopped cast TypeVar fault Fault FileFault warn format".split())
"""Calls whose words are for people, or for the type checker."""
LONGEST = 90
"""Characters of what a mutation is shown with."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Mutation:
    """One way to break a file."""

    file: str
    """Path below `tooling/focalpoint`."""
    line: int
    function: str
    """Qualified name of the outermost function, or of the class; empty at the level of the file."""
    text: str
    """The smallest expression or statement that shows what changes, before and after."""
    start: int
    """First byte that is replaced."""
    end: int
    new: str
    top: int
    """First line of the outermost function that holds the change in its body; 0 outside of functions."""

    @property
    def name(self) -> tuple[str, str, str]:
        """Name the mutation in a way that survives edits elsewhere in the file."""
        return self.file, self.function, self.text

    def apply(self, source: bytes) -> bytes:
        """Return the broken source; lines that follow keep their numbers."""
        lost = source[self.start : self.end].count(b"\n") - self.new.count("\n")
        return source[: self.start] + self.new.encode() + b"\n" * lost + source[self.end :]


@dataclass
class _At:
    """Where the walk is."""

    function: str = ""
    top: int = 0


class _Walk:
    def __init__(self, file: str, source: bytes) -> None:
        self.file = file
        self.source = source
        self.starts = [0, *(found.end() for found in re.finditer(b"\n", source))]
        self.found: list[Mutation] = []

    def add(self, at: _At, node: ast.expr | ast.stmt, new: str, shown: tuple[str, str] | None = None) -> None:
        assert node.end_lineno is not None and node.end_col_offset is not None
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[node.end_lineno - 1] + node.end_col_offset
        old, after = shown or (ast.unparse(node), new)
        text = f"{_short(old)} → {_short(after)}"
        self.found.append(Mutation(self.file, node.lineno, at.function, text, start, end, new, at.top))

    def body(self, statements: list[ast.stmt], at: _At, known: set[str]) -> None:
        for statement in statements:
            self.statement(statement, at, known)

    def statement(self, node: ast.stmt, at: _At, known: set[str]) -> None:
        """Walk one statement; `known` are the names assigned before it."""
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            self.definition(node, at)
            return
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert | ast.Global | ast.Nonlocal):
            return
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if at.top and _can_go(node, known):
            self.add(at, node, "pass")
        if isinstance(node, ast.Return) and node.value and not _is_nothing(node.value):
            self.add(at, node, "return None")
        if isinstance(node, ast.If):
            self.both_ways(node.test, at)
        if isinstance(node, ast.While):
            self.add(at, node.test, "False", (f"while {ast.unparse(node.test)}", "while False"))
        for name, value in ast.iter_fields(node):
            for child in value if isinstance(value, list) else [value]:
                shown = node if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Return) else child
                if isinstance(child, ast.stmt):
                    self.statement(child, at, known)
                elif isinstance(child, ast.ExceptHandler | ast.match_case):
                    self.body(child.body, at, known)
                    if isinstance(child, ast.match_case) and child.guard:
                        self.expression(child.guard, at, child.guard)
                elif isinstance(child, ast.withitem):
                    self.expression(child.context_expr, at, child.context_expr)
                elif isinstance(child, ast.expr) and name != "annotation" and not _is_text(node):
                    self.expression(child, at, shown, quiet=isinstance(node, ast.Raise))
        known.update(one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))

    def definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, at: _At) -> None:
        inner = _At(at.function if at.top else f"{at.function}.{node.name}".lstrip("."), at.top)
        for decorator in node.decorator_list:
            self.expression(decorator, inner, decorator)
        if isinstance(node, ast.ClassDef):
            self.body(node.body, inner, set())
            return
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.expression(default, inner, default)
        arguments = {one.arg for one in ast.walk(node.args) if isinstance(one, ast.arg)}
        self.body(node.body, _At(inner.function, at.top or node.lineno), arguments)

    def both_ways(self, test: ast.expr, at: _At) -> None:
        """Break a condition so that it always holds, and so that it never does."""
        for value in ("True", "False"):
            self.add(at, test, value, (f"if {ast.unparse(test)}", f"if {value}"))

    def expression(self, node: ast.expr, at: _At, shown: ast.AST, *, quiet: bool = False) -> None:
        """Walk one expression; `shown` is what a constant in it is shown with, `quiet` leaves words alone."""
        if isinstance(node, ast.JoinedStr):
            return  # Before Python 3.12 nothing in it says where it stands.
        if isinstance(node, ast.Compare):
            for place, operator in enumerate(node.ops):
                after = [*node.ops[:place], COMPARED[type(operator)](), *node.ops[place + 1 :]]
                self.add(at, node, ast.unparse(ast.Compare(node.left, after, node.comparators)))
        elif isinstance(node, ast.BoolOp):
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            new = ast.unparse(ast.BoolOp(other, node.values))
            self.add(at, node, f"({new})", (ast.unparse(node), new))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            new = ast.unparse(node.operand)
            self.add(at, node, f"({new})", (ast.unparse(node), new))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
            self.add(at, node, f"({ast.unparse(ast.BinOp(node.left, ast.Add(), node.right))})",
                     (ast.unparse(node), ast.unparse(ast.BinOp(node.left, ast.Add(), node.right))))  # fmt: skip
        elif isinstance(node, ast.IfExp):
            self.both_ways(node.test, at)
        elif isinstance(node, ast.Constant):
            self.constant(node, at, shown, quiet)
        quiet = quiet or (isinstance(node, ast.Call) and _called(node) in MESSAGES)
        whole = shown if isinstance(node, ast.Slice | ast.Attribute) else node
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.comprehension):
                self.expression(child.iter, at, child.iter)
                for test in child.ifs:
                    self.add(at, test, "True", (f"if {ast.unparse(test)}", "if True"))
                    self.expression(test, at, test)
            elif isinstance(child, ast.keyword) and child.arg != "encoding":
                self.expression(child.value, at, whole, quiet=quiet)
            elif isinstance(child, ast.expr):
                self.expression(child, at, whole, quiet=quiet)

    def constant(self, node: ast.Constant, at: _At, shown: ast.AST, quiet: bool) -> None:
        for value in _others(node, shown, quiet):
            new = ast.Constant(value)
            whole = shown if len(ast.unparse(shown)) <= LONGEST else node
            after = ast.unparse(new if whole is node else _replaced(whole, node, new))
            self.add(at, node, f"({ast.unparse(new)})", (ast.unparse(whole), after))


def _others(node: ast.Constant, shown: ast.AST, quiet: bool) -> Iterator[Any]:
    """List what a constant may become."""
    value = node.value
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from (value + 1, value - 1)
    elif isinstance(value, str) and " " in value and _splits(shown, node):
        words = value.split()
        yield from (" ".join(words[1:]), " ".join(words[:-1]))
    elif isinstance(value, str) and not quiet and (" " not in value or not value.strip()):
        yield f"XX{value}XX" if value else "XX"
    elif isinstance(value, bytes) and not quiet:
        yield b"XX" + value + b"XX" if value else b"XX"


def _splits(shown: ast.AST, words: ast.Constant) -> bool:
    """Tell whether a constant is a list of words, written `"a b c".split()`."""
    call = shown.func if isinstance(shown, ast.Call) else None
    return isinstance(call, ast.Attribute) and call.attr == "split" and call.value is words


def _replaced(shown: ast.AST, old: ast.AST, new: ast.expr) -> ast.AST:
    """Return a copy in which one node, found by its identity, is another."""
    if shown is old:
        return new
    made = type(shown)()
    for name, value in ast.iter_fields(shown):
        some = [_replaced(part, old, new) if isinstance(part, ast.AST) else part for part in (
            value if isinstance(value, list) else [value])]  # fmt: skip
        setattr(made, name, some if isinstance(value, list) else some[0])
    return ast.fix_missing_locations(made)


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(
        node.func, ast.Attribute) else ""  # fmt: skip


def _is_text(node: ast.stmt) -> bool:
    """Tell whether a statement is a docstring, or `...`."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_nothing(value: ast.expr) -> bool:
    empty = isinstance(value, ast.List | ast.Tuple | ast.Dict) and not ast.unparse(value)[1:-1]
    return empty or isinstance(value, ast.Constant)


def _can_go(node: ast.stmt, known: set[str]) -> bool:
    """Tell whether the code still runs without a statement, so that only a test can miss it."""
    if isinstance(node, ast.Assign):
        return all(
            isinstance(one, ast.Attribute | ast.Subscript) or (isinstance(one, ast.Name) and one.id in known)
            for one in node.targets
        )
    return isinstance(node, ast.Expr | ast.AugAssign | ast.Raise | ast.Continue | ast.Break) and not _is_text(node)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST + 20 else f"{text[:70]} … {text[-36:]}"


def mutations(file: str, source: bytes) -> list[Mutation]:
    """List every mutation of a file that gives other code; of equal texts in one function the later are counted."""
    walk = _Walk(file, source)
    walk.body(ast.parse(source).body, _At(), set())
    seen: dict[tuple[str, str, str], count[int]] = {}
    found = []
    for one in sorted(walk.found, key=lambda one: (one.start, one.end)):
        number = next(seen.setdefault(one.name, count(1)))
        text = one.text if number == 1 else f"{one.text} ({number})"
        found.append(Mutation(one.file, one.line, one.function, text, one.start, one.end, one.new, one.top))
    return found
