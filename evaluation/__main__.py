"""`python -m evaluation predict KIT INPUTS OUT`, `python -m evaluation report`, `python -m evaluation speed`,
`python -m evaluation ablation`, `python -m evaluation pages`, `python -m evaluation screenshots`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from evaluation import ablation, floors, page, pages, report, screenshots
from evaluation.kits import KITS, adapter
from evaluation.speed import command


def predict(kit: str, inputs: Path, out: Path) -> None:
    """Write the predictions for a file of inputs, as the kit's scorer reads them."""
    rows = [json.loads(line) for line in inputs.read_text(encoding="utf-8").splitlines() if line.strip()]
    begin = time.perf_counter()
    with out.open("w", encoding="utf-8") as sink:
        for answer in adapter(kit)(rows):
            sink.write(json.dumps(answer, ensure_ascii=False) + "\n")
    print(f"{kit}: {len(rows)} inputs in {time.perf_counter() - begin:.1f} s -> {out}", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("predict", help="predictions for a file of inputs")
    one.add_argument("kit", choices=KITS)
    one.add_argument("inputs", type=Path)
    one.add_argument("out", type=Path)
    table = commands.add_parser("report", help="score every kit and print one table")
    table.add_argument("kits", nargs="*", help="only these (default: all)")
    table.add_argument("--ci", action="store_true", help="95 %% intervals as well")
    table.add_argument("--keep", type=Path, help="keep predictions and scores in this folder")
    table.add_argument("--write", action="store_true", help="put the table into docs/evaluation.md")
    table.add_argument("--pin", action="store_true", help="raise the floors to what was reached")
    table.add_argument("--lower", action="store_true", help="with --pin: let floors go down too")
    command.options(commands.add_parser("speed", help="how fast reading is and how it grows, how questions do"))
    parts = commands.add_parser("ablation", help="what each part of reading is worth on each kit")
    parts.add_argument("kits", nargs="*", help=f"only these (default: {', '.join(ablation.RUNS)})")
    parts.add_argument("--write", action="store_true", help="put the table into docs/evaluation.md")
    shown = commands.add_parser("pages", help="times and sizes of the pages over a large record")
    shown.add_argument("--claims", type=int, default=pages.CLAIMS, help="how many claims the record has (default: %(default)s)")
    shown.add_argument("--record", type=Path, default=Path("build/synthetic"), help="where it is, or is made (default: %(default)s)")
    shown.add_argument("--write", action="store_true", help="put the table into docs/evaluation.md")
    pictures = commands.add_parser("screenshots", help="pictures of the main pages, from the samples, in a browser without a window")
    pictures.add_argument("folder", type=Path, nargs="?", default=screenshots.FOLDER, help="where they are put (default: docs/pages)")
    args = parser.parse_args()
    if args.command == "predict":
        predict(args.kit, args.inputs, args.out)
        return
    if args.command == "speed":
        command.run(args)
        return
    if args.command == "pages":
        pages.run(args.record, args.claims, args.write)
        return
    if args.command == "screenshots":
        screenshots.take(args.folder)
        return
    if args.command == "ablation":
        ablation.run(args.kits, args.write)
        return
    scores = report.scores(args.kits or report.RUNS, keep=args.keep, ci=args.ci)
    if args.pin:
        print(floors.pin(scores, lower=args.lower))
    print(report.table(scores))
    if args.write:
        print(page.write(scores))


if __name__ == "__main__":
    main()
