"""A network as GEXF, the format of Gephi and others."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr


def gexf(day: str, nodes: Iterable[tuple[str, str, str]], edges: Iterable[tuple[str, str, str, int]]) -> str:
    """Nodes as id, name and kind; edges as both ends, group and number of ties.

    >>> print(gexf("2003-05-01", [("FRA", "France", "state")], [("FRA", "DEU", "relations", 2)]))  # doctest: +ELLIPSIS
    <?xml version="1.0" encoding="UTF-8"?>
    <gexf ...>
    ...
    """
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        f"<meta><creator>Comity</creator><description>Ties on {_plain(day)}</description></meta>",
        '<graph defaultedgetype="undirected">',
        '<attributes class="node"><attribute id="kind" title="kind" type="string"/></attributes>',
        '<attributes class="edge"><attribute id="group" title="group" type="string"/></attributes>',
        "<nodes>",
    ]
    for id, name, kind in nodes:
        value = f'<attvalues><attvalue for="kind" value={quoteattr(kind)}/></attvalues>'
        rows.append(f"<node id={quoteattr(id)} label={quoteattr(name)}>{value}</node>")
    rows += ["</nodes>", "<edges>"]
    for one, other, group, ties in edges:
        ends = f"source={quoteattr(one)} target={quoteattr(other)}"
        value = f'<attvalues><attvalue for="group" value={quoteattr(group)}/></attvalues>'
        rows.append(f"<edge id={quoteattr(f'{one} {other} {group}')} {ends} weight=\"{ties}\" kind={quoteattr(group)}>{value}</edge>")
    return "\n".join([*rows, "</edges>", "</graph>", "</gexf>"]) + "\n"


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isdigit() or c == "-")
