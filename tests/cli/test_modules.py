"""A command that is typed is found in the module that the table names for it."""

from __future__ import annotations

from importlib import import_module

import typer

main = import_module("focalpoint.cli.main")


def test_each_module_adds_the_commands_of_the_table_and_no_others() -> None:
    held = main.app.registered_commands, main.app.registered_groups
    try:
        for module, names in main.MODULES.items():
            main.app.registered_commands, main.app.registered_groups = [], []
            module()
            click = typer.main.get_group(main.app)
            assert set(click.commands) == names
    finally:
        main.app.registered_commands, main.app.registered_groups = held
