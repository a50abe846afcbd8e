"""Which part of a page is the article: the smallest element that holds most of its prose, and what in it is not."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from comity.documents.formats.htmltree import BLOCKS, Node

_SKIPPED = frozenset("script style noscript template svg math iframe object canvas video audio select textarea button input head title".split())  # noqa: E501
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNSEEN = re.compile(r"(?:^|[\s_-])(?:visually-?hidden|sr-only|screen-reader(?:-text)?|mw-editsection|navbox|noprint|mw-empty-elt)(?:$|[\s_-])", re.I)  # noqa: E501
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navigation|navbar|menu|footer|masthead|breadcrumbs?|share|sharing|sharetools|social|comments?|disqus|newsletter|subscribe|subscription|signup|sign-up|"  # noqa: E501
    r"login|cookies?|consent|banner|advert(?:isement)?s?|ads?|sponsor(?:ed)?|toolbar|tools|tags?|byline|author-?(?:bio|box|info)|sidebar|widget|modal|popup|paywall|print|"  # noqa: E501
    r"copyright|legal|pagination|pager|rating|feedback|correction-form|skip-?(?:link|to)?|credits?|metadata|hatnote-nav|catlinks|toc|email-?signup)(?:$|[\s_-])",  # noqa: E501
    re.I,
)
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related(?:-?\w+)?|recommend(?:ed|ations?)?|more-?(?:stories|news|from|on|in|articles|coverage)|read-?(?:next|more|also)|also-?read|see-?also-?box|trending|popular|most-?(?:read|viewed|popular)|"  # noqa: E501
    r"teasers?|promo(?:s|tion)?|up-?next|outbrain|taboola|latest-?(?:news|stories|articles|posts)|ribbon|other-?(?:articles|stories|news)|featured-?(?:posts|stories)|whats-?next|interstitial)(?:$|[\s_-])",  # noqa: E501
    re.I,
)
_MAIN = re.compile(r"article-?body|story-?body|entry-?content|post-?content|article-?content|mw-parser-output|articletext|body-?copy|main-?content", re.I)  # noqa: E501
_DATE_NAMES = (
    "article:published_time", "article:published", "datepublished", "og:article:published_time", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "pubdate",  # noqa: E501
    "publishdate", "publish-date", "publication_date", "citation_publication_date", "parsely-pub-date", "sailthru.date", "pdate", "date", "dat", "displaydate",  # noqa: E501
)  # fmt: skip
_PUBLISHER_NAMES = ("og:site_name", "publisher", "dc.publisher", "cre", "application-name", "citation_journal_title")
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "citation_title", "hdl", "headline")
PROSE_TAGS = frozenset("p blockquote li dd td pre".split())


def marks_of(node: Node) -> str:
    return f"{node.get('class')} {node.get('id')} {node.get('role')} {node.get('data-component')}"


def is_skipped(node: Node) -> bool:
    """Whether nothing in an element is to be read."""
    if node.tag in _SKIPPED:
        return True
    if not node.written:
        return False
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or _HIDDEN.search(attributes.get("style", "")):
        return True
    return _UNSEEN.search(attributes.get("class", "")) is not None


def belongs(node: Node) -> str:
    """What an element inside the article holds: '' the article, 'boilerplate', 'other_article'."""
    if node.tag in ("nav", "footer", "form", "menu", "dialog"):
        return "boilerplate"
    if not node.written or node.tag in ("body", "html", "main", "article") and not node.parent:
        return ""
    named = marks_of(node)
    if _OTHERS.search(named) and node.tag != "article":
        return "other_article"
    if node.tag == "aside" or _FURNITURE.search(named) and not _MAIN.search(named):
        return "boilerplate" if node.tag not in ("article", "main", "p", "h1") else ""
    return ""


def cards(root: Node, text: str) -> set[int]:
    """The elements that announce another article: a headline that is a link, a few words, perhaps a picture."""
    found: set[int] = set()
    for node in root.descendants():
        if not re.fullmatch(r"h[2-6]", node.tag) or not _is_linked(node, text):
            continue
        at, card = node.parent, None
        for _ in range(6):
            if at is None or at.tag in ("body", "main", "root") or not _is_short(at, text):
                break
            if at.tag in ("li", "article", "div", "section", "td"):
                card = at
            at = at.parent
        if card is not None:
            found.add(id(card))
    return found


def _is_short(node: Node, text: str) -> bool:
    """Whether an element may be a teaser as a whole: no heading of its own, at most one paragraph worth the name."""
    if sum(b - a for a, b in node.texts() if not text[a:b].isspace()) > 900:
        return False
    inside = list(node.descendants())
    if any(re.fullmatch(r"h[1-6]", n.tag) and not _is_linked(n, text) for n in inside):
        return False
    return sum(n.tag == "p" and sum(b - a for a, b in n.texts()) > 80 for n in inside) <= 1


def _is_linked(node: Node, text: str) -> bool:
    """Whether an element's words, five at least, are all one link."""
    whole = "".join(text[a:b] for a, b in node.texts()).split()
    anchors = [n for n in node.descendants() if n.tag == "a"] or ([node.parent] if node.parent is not None and node.parent.tag == "a" else [])  # noqa: E501
    linked = "".join(text[a:b] for n in anchors for a, b in n.texts()).split()
    return len(whole) >= 4 and len(linked) * 10 >= 9 * len(whole)


def article(root: Node, text: str, others: set[int]) -> Node:
    """The element that holds the article; `others` are teasers and weigh nothing."""
    weights: dict[int, int] = dict.fromkeys(others, -1)
    body = next((n for n in root.descendants() if n.tag == "body"), root)
    total = _weigh(body, text, weights)
    node = body
    while total:
        inner = max(node.nodes(), key=lambda n: weights.get(id(n), 0), default=None)
        if inner is None or inner.tag not in BLOCKS or weights.get(id(inner), 0) < 0.75 * total or inner.tag in PROSE_TAGS or inner.tag in ("table", "tr", "tbody", "ul", "ol"):  # noqa: E501
            break
        node = inner
    return node


def _weigh(node: Node, text: str, weights: dict[int, int]) -> int:
    """How much prose an element holds: characters of its paragraphs that are no links, sentences counting most."""
    order: list[Node] = [node]
    for child in node.descendants():
        order.append(child)
    teasers = set(weights)
    for child in order:
        weights[id(child)] = 0
    for child in reversed(order):
        if id(child) in teasers or is_skipped(child) or child is not node and belongs(child):
            weights[id(child)] = 0
            continue
        own = 0
        if child.tag in PROSE_TAGS or child.tag in ("div", "section", "article", "span", "td"):
            said = sum(b - a for a, b in _own_texts(child) if not text[a:b].isspace())
            linked = sum(b - a for n in child.nodes() if n.tag == "a" for a, b in n.texts())
            own = max(said - 2 * linked, 0) if said > 40 else 0
            if child.tag in ("div", "section", "article", "td", "span"):
                own //= 3
        weights[id(child)] += own
        if child.parent is not None and id(child.parent) in weights:
            weights[id(child.parent)] += weights[id(child)]
    return weights[id(node)]


def _own_texts(node: Node) -> Iterator[tuple[int, int]]:
    """The texts of an element that stand in no block inside of it."""
    stack: list[Node | tuple[int, int]] = list(reversed(node.children))
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            yield item
        elif item.tag not in BLOCKS and item.tag not in _SKIPPED:
            stack.extend(reversed(item.children))


def metadata(root: Node, text: str) -> dict[str, str]:
    """What the page says of itself: title, date, publisher, url, language."""
    said: dict[str, str] = {}
    named: dict[str, str] = {}
    for node in root.descendants():
        if node.tag == "meta":
            key = (node.get("property") or node.get("name") or node.get("itemprop")).lower()
            item = node.get("itemprop").lower()
            value = html.unescape(node.get("content")).strip()
            if value:
                named.setdefault(key, value)
                if item:
                    named.setdefault(item, value)
        elif node.tag == "html" and node.get("lang"):
            said["language"] = node.get("lang")[:2].lower()
        elif node.tag == "link" and node.get("rel").lower() == "canonical":
            said.setdefault("url", node.get("href"))
        elif node.tag == "title" and "page title" not in said and node.children:
            said["page title"] = " ".join(html.unescape("".join(text[a:b] for a, b in node.texts())).split())
        elif node.tag == "script" and "ld+json" in node.get("type"):
            _linked(named, "".join(text[a:b] for a, b in node.texts()))
        elif node.tag == "time" and node.get("datetime") and ("pubdate" in node.attributes or node.get("itemprop") == "datePublished"):
            named.setdefault("datepublished", node.get("datetime"))
    for key, names in (("date", _DATE_NAMES), ("publisher", _PUBLISHER_NAMES), ("title", _TITLE_NAMES)):
        value = next((named[n] for n in names if n in named and (key != "date" or any(c.isdigit() for c in named[n]))), "")
        if value:
            said[key] = value
    if "og:url" in named:
        said.setdefault("url", named["og:url"])
    return said


def _linked(named: dict[str, str], source: str) -> None:
    """Dates and publisher from JSON-LD; what is not valid is passed over."""
    try:
        items: list[object] = [json.loads(source)]
    except (ValueError, RecursionError):
        return
    for _ in range(400):
        if not items:
            return
        item = items.pop(0)
        if isinstance(item, list):
            items.extend(item)
        elif isinstance(item, dict):
            for key in ("datePublished", "headline"):
                if isinstance(item.get(key), str):
                    named.setdefault(key.lower(), item[key])
            publisher = item.get("publisher")
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                named.setdefault("publisher", publisher["name"])
            items.extend(v for v in item.values() if isinstance(v, list | dict))
