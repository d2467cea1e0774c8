"""The commands `focalpoint status` and `focalpoint schemas`."""

from __future__ import annotations

from focalpoint.assembly.generated_pages.consulted import (
    LOG_COLUMNS,
    NEXT_COLUMNS,
    STANDING_COLUMNS,
    group_bars,
    in_full,
    log_row,
    next_row,
    standing_row,
)
from focalpoint.assembly.generated_pages.rounds import latest_round, standings, to_approach
from focalpoint.checks import check_manual
from focalpoint.cli.guard import guarded
from focalpoint.cli.project import here
from focalpoint.cli.telling import OUT, print_table
from focalpoint.content.schemas import schema_folder
from focalpoint.content.schemas import schemas as all_schemas
from focalpoint.files import write_whole


@guarded
def status() -> None:
    """Say who was consulted, who has answered, whom to approach next, and what each chapter rests on.

    It is for the Secretariat alone: it names members.
    """
    from focalpoint.assembly.generated_pages.provenance import summary

    config = here()
    manual = check_manual(config)
    OUT.print(f"For the Secretariat alone. Matters on {in_full(config.today)}:")
    if manual.notes:
        print_table("Consultations", LOG_COLUMNS, [log_row(manual, note) for note in manual.notes])
    if manual.roster.members:
        bars = [(bar.label, bar.said) for bar in group_bars(manual)]
        print_table("Members consulted, by regional group", ("Regional group", "Consulted"), bars)
    number = latest_round(manual.roster)
    if number:
        rows = [standing_row(standing) for standing in standings(manual.roster, number, config.today)]
        print_table(f"Members in round {number}", STANDING_COLUMNS, rows)
    else:
        OUT.print("No round of consultation has begun.")
    if chosen := to_approach(manual, config.today):
        print_table("Whom to approach next, in this order", NEXT_COLUMNS, [next_row(standing) for standing in chosen])
    for line in summary(manual):
        OUT.print(line)


@guarded
def schemas() -> None:
    """Write the descriptions of all fields by which an editor completes and checks them while you type.

    They lie in consultations/schemas; write them again after a change to the tools.
    """
    config = here()
    for name, text in all_schemas(config.vocabulary).items():
        file = schema_folder(config) / name
        write_whole(file, text.encode())
        OUT.print(f"Wrote {config.shown(file)}")
