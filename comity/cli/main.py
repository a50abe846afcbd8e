"""`comity`: running a command, and saying in one sentence what went wrong.

Exit codes: 0 done; 1 something could not be done (some documents were refused, the record is damaged); 2 wrong use.
"""

from __future__ import annotations

import contextvars
import os
import sys
from collections.abc import Sequence

import click

from comity import __version__
from comity.cli import actors, as_of, ask, code, contradictions, documents, dossier, reading, review, search, serve, tension
from comity.cli.options import Group
from comity.errors import ComityError, UsageError

STOPPED = 130  # what a shell gives for a command that was interrupted


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="comity", message="%(prog)s %(version)s", help="Print the version and stop.")
def app() -> None:
    """Keeps the record of the foreign relations of states that documents add up to."""


for command in (
    reading.read,
    ask.register,
    ask.pair,
    ask.claims,
    ask.explain,
    code.code,
    dossier.dossier,
    search.search,
    as_of.as_of,
    contradictions.contradictions,
    tension.tension,
    serve.serve,
    review.review,
    documents.documents,
    actors.actors,
):
    app.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code."""
    try:
        own = contextvars.copy_context()  # whoever runs several commands finds nothing that one of them put in place
        code = own.run(app, args=list(sys.argv[1:] if arguments is None else arguments), prog_name="comity", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.UsageError as error:
        message = error.format_message()
        if isinstance(error, click.exceptions.NoArgsIsHelpError):  # no command: the help is the answer
            print(message, file=sys.stderr)
            return 2
        path = error.ctx.command_path if error.ctx else "comity"
        return _say(f"{message.rstrip('.')} (see `{path} --help`)", 2)
    except UsageError as error:
        return _say(str(error), 2)
    except ComityError as error:
        return _say(str(error), 1)
    except (click.Abort, KeyboardInterrupt):
        return _say("stopped: what was finished is kept; run the same command again to go on", STOPPED)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _say(message: str, code: int) -> int:
    print(f"comity: {message}", file=sys.stderr)
    return code
