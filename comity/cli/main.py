"""`comity`: running a command, and saying in one sentence what went wrong.

Exit codes: 0 done; 1 something could not be done (some documents were refused, the record is damaged); 2 wrong use.
"""

from __future__ import annotations

import contextvars
import os
import sys
from collections.abc import Sequence

import typer

from comity.cli import actors, as_of, ask, code, contradictions, documents, dossier, reading, review, search, serve, tension
from comity.errors import ComityError, UsageError

WRONG_USE: type[Exception] = typer.BadParameter.__mro__[2]  # the root of what the parser of options raises
STOPPED = 130  # what a shell gives for a command that was interrupted

app = typer.Typer(
    name="comity",
    help="Keeps the record of the foreign relations of states that documents add up to.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def _comity(version: bool = typer.Option(False, "--version", help="Print the version and stop.", is_eager=True)) -> None:
    if version:
        from comity import __version__

        print(f"comity {__version__}")
        raise typer.Exit


app.command("read")(reading.read)
app.command("register")(ask.register)
app.command("pair")(ask.pair)
app.command("claims")(ask.claims)
app.command("explain")(ask.explain)
app.command("code")(code.code)
app.command("dossier")(dossier.dossier)
app.command("search")(search.search)
app.add_typer(documents.app, name="documents")
app.add_typer(actors.app, name="actors")
app.command("as-of")(as_of.as_of)
app.command("contradictions")(contradictions.contradictions)
app.command("tension")(tension.tension)
app.command("serve")(serve.serve)
app.command("review")(review.review)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code."""
    try:
        own = contextvars.copy_context()  # whoever runs several commands finds nothing that one of them put in place
        code = own.run(app, args=list(sys.argv[1:] if arguments is None else arguments), prog_name="comity", standalone_mode=False)
        sys.stdout.flush()
        if code == STOPPED:  # Typer has caught the interrupt, and says nothing
            raise KeyboardInterrupt
        return code if isinstance(code, int) else 0
    except WRONG_USE as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "comity"
        message = getattr(error, "format_message", error.__str__)()
        if not message or message.startswith("Usage:"):  # no command: the help is the answer
            print(message, file=sys.stderr)
            return 2
        return _say(f"{message.rstrip('.')}: see `{path} --help`", 2)
    except UsageError as error:
        return _say(str(error), 2)
    except ComityError as error:
        return _say(str(error), 1)
    except (typer.Abort, KeyboardInterrupt):
        return _say("stopped: what was finished is kept; run the same command again to go on", STOPPED)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _say(message: str, code: int) -> int:
    print(f"comity: {message}", file=sys.stderr)
    return code
