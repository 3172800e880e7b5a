"""Which part of a dossier a heading opens, told by its words."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from daybill.domain.identity import fold, normalise_name


class Part(StrEnum):
    """The parts of a page; most share their name with the blocks they hold."""

    INTRO = "intro"
    LOGLINE = "logline"
    SYNOPSIS = "synopsis"
    REVIEW = "review"
    CRITICS = "critics"
    AWARDS = "awards"
    LISTS = "lists"
    FACTS = "facts"
    THEMES = "themes"
    COMPARISON = "comparison"
    SCENES = "scenes"
    TRIVIA = "trivia"
    SOUNDTRACK = "soundtrack"
    QUOTES = "quotes"
    DIALOGUE = "dialogue"
    PASSAGES = "passages"
    QUESTIONS = "questions"
    TRAILERS = "trailers"
    CHART = "chart"
    OFFERS = "offers"
    CREDITS = "credits"
    NOTES = "notes"
    NAVIGATION = "navigation"
    UNKNOWN = "unknown"


# The first that matches wins: "What did the critics think about it" is of critics before it is about the story.
_RULES: tuple[tuple[Part, str], ...] = (
    (Part.QUESTIONS, r"faqs?\b|frequently asked|(people|viewers|readers|fans|you|everyone) (are|is|also|often|keep|still|might|may)? ?ask|"
     r"\bq (and )?a\b|\bquestions\b|asked about|your queries|quick answers"),
    (Part.NAVIGATION, r"^(related( articles| posts| reading| stories)?|you may also like|read (more|next)|more (like this|stories|articles|news)|"
     r"share( this)?|comments?|newsletter|latest news|recommended( for you)?|popular posts|follow us|about (us|the author|this site))$"),
    (Part.NOTES, r"^(foot|end)?notes?$|footnotes|endnotes|^references?$|^sources?( and notes| cited)?$|works cited|bibliography|^citations?$|"
     r"^notes and (sources|references)$|^(our |page )?(sources|references)\b|^where these words come from$"),
    (Part.TRAILERS, r"trailers?\b|\bteasers?\b|\bvideo clips?\b|^(clips|videos?)$|watch the clip|first look video"),
    (Part.CHART, r"\bcharts?\b|trending|most popular|\btop (10|ten|20)\b|what (everyone|everybody|people|australia|others)( else)? (is|are) (watching|streaming)|"
     r"most watched|popular (now|right now|this week|today)"),
    (Part.CRITICS, r"\bcritics?\b|critical|reception|\bpress\b|reviewers|reviews$|\breviews (of|for|said)\b|what (others|they) (said|say|wrote|thought)|"
     r"acclaim|how was .* received|was .* well received|notices\b|word from the reviewers"),
    (Part.DIALOGUE, r"dialogues?\b|exchanges?\b|\bconversation|in conversation|script (extract|excerpt)|talk it over|face to face"),
    (Part.TRIVIA, r"trivia|behind the (scenes?|camera|lens|curtain)|making of|\bon (the )?set\b|production (notes|stories|tales)|how (it|§|the film|the movie|the show) was (made|shot|filmed)|"
     r"easter eggs?|from the (shoot|production)|while filming|during the shoot|goofs"),
    (Part.QUOTES, r"\bquotes?\b|quotations?\b|(memorable|best|famous|great|greatest|favourite|favorite|classic|unforgettable|iconic|quotable|key|finest|sharpest|funniest) (movie )?(lines|words)|quotable|"
     r"\blines (from|to remember|we|you|worth|that)\b|catchphrases?|one liners?|^lines$|in (so many|a few) words"),
    (Part.PASSAGES, r"in (their|his|her) own words|in the words of|^passages?$|writers on|voices( on)?\b|excerpts?|what .* wrote|^(reading|writings?)( on)?\b|"
     r"on the record|passages (on|about|from)"),
    (Part.AWARDS, r"awards?\b|oscars?\b|nominat|prizes?\b|hono?urs?\b|accolades?|golden globes?|baftas?|emmys?|troph(y|ies)|palme"),
    (Part.LISTS, r"\brank(s|ed|ings?)?\b|best of lists|list placings?|\bon (the|which|what) lists\b|^(in )?(the )?lists$|all time lists|placings|best ever lists|polls?\b"),
    (Part.COMPARISON, r"compar|more (by|from)\b|(other|earlier|later|previous) (work|works|films?|movies|shows|series|pictures)\b|\b(vs|versus)\b|stack up|measure up|body of work|"
     r"if you (liked|loved|enjoyed)|filmography|fit into .*(career|work)|next to|alongside the|where does .* sit|career|\b(oeuvre|canon)\b|\brest of\b"),
    (Part.THEMES, r"themes?\b|thematic|really about|\bmeanings?\b|\bmean\?*$|motifs?\b|\bideas\b|big (ideas|questions)|beneath the surface|underneath|between the lines|subtext|symbol"),
    (Part.SOUNDTRACK, r"soundtrack|\bscore\b|\bmusic(al)?\b|\bsongs?\b|\bsound of\b|\bcompos(er|ed)\b|sounds? like|\bhear\b|\bplaylist\b"),
    (Part.FACTS, r"\bfacts?\b|(things|reasons|details) (to know|you|worth|we|about|every)|did (you|ya) know|need to know|good to know|know before|"
     r"\b(three|four|five|six|seven|eight|nine|ten|\d+) (fun |quick |little |odd |strange )?(things|facts|details|curiosities)|curiosities|you (might|may|probably) not know|tidbits|fast facts"),
    (Part.SCENES, r"\bscenes?\b|(key|best|iconic|memorable|great|standout|unforgettable|famous|big) (moments?|sequences?)|set pieces?|moments (to|that|we)|\bsequences?\b"),
    (Part.CREDITS, r"\bcast\b|\bcrew\b|^directors?( s)?$|^directed by$|starring|\bwho (stars?|is in|plays|made|s in)\b|^actors?$|^writers?( s)?$|^(written|produced) by$|^producers?( s)?$|^credits?$|"
     r"^(creators?|created by|screenplay|cinematograph\w+|stars|editors?|composers?)( s)?$|the (people|names) behind"),
    (Part.OFFERS, r"where (can|to|do|could|should|else|is|are|s)\b.*\b(watch|stream|streaming|see|find|rent|buy|catch|available|showing|playing)|how (can|do|to|could)\b.*\b(watch|stream|see|rent|buy)\b|"
     r"^(watch|stream|streaming|see)( §)?( online| now| options| today| tonight| at home)*$|streaming (on|options|availability|services|guide|now|in|from|platforms?)|"
     r"available (on|to|in|at)|ways to (watch|stream|see)|availability|^(stream|rent|buy|watch)( (it|or|and|,|/) ?(stream|rent|buy|watch|it))+$|"
     r"^(is|can|will) (i |you |we )?(still )?(watch |stream |see |find |catch )?(it |the )*§? ?(still |currently |available |streaming |showing |free )*(to (watch|stream) )?(on|in) |^on which (service|platform)|"
     r"which (streaming )?(services?|platforms?)|showing (on|at)|catch it|\bto stream\b|\bwatch (§|it|this)( \w+)?$|watching options|^where$"),
    (Part.REVIEW, r"\breview(ed)?\b|verdict|\bour (take|view|opinion|thoughts|say)\b|worth (watching|your time|it|seeing|a watch|a look|streaming)|any good|should (you|i|we) (watch|see|bother|stream)|"
     r"what we (thought|think|made)|is § good|why (you should|we love|to) ?(watch|see)?|in our (view|opinion|words)|(we|our) (rating|score)|our critic"),
    (Part.LOGLINE, r"logline|\bnutshell\b|one (sentence|line)|^in (short|brief)$|tag ?line|elevator pitch|^the pitch$|ten words"),
    (Part.SYNOPSIS, r"\babout\b|synopsis|\bplot\b|\bstory(line)?\b|what happens|premise|overview|\bsummary\b|what (kind|sort) of|set ?up$|^what is §|what s § ?$|introduc"),
)
_PATTERNS = tuple((part, re.compile(pattern)) for part, pattern in _RULES)
# Headings of a question that is a section in every guide; under questions they are questions all the same.
LIST_PARTS = frozenset({Part.FACTS, Part.TRIVIA, Part.LISTS, Part.QUOTES, Part.CRITICS})


def comparable(text: str, name: str) -> str:
    """A heading as it is compared: folded words, the title's own name as ``§``."""
    said = f" {normalise_name(text)} "
    own = normalise_name(name)
    for form in (own, own.removeprefix("the ")):
        if form and any(c.isalnum() for c in form):
            said = said.replace(f" {form} ", " § ").replace(f" {form}s ", " § ")
    return " ".join(re.sub(r"\bthe (movie|film|series|show) §|§ the (movie|film|series|show)\b|\b(movie|film|tv series) §", "§", said).split())


@lru_cache(maxsize=4096)
def part_of(heading: str, name: str) -> Part | None:
    """The part that a heading opens; None where its words say nothing."""
    said = comparable(heading, name)
    if not said or said == "§":
        return None
    for part, pattern in _PATTERNS:
        if pattern.search(said):
            return part
    return None


def is_question(text: str) -> bool:
    """Whether a line asks, in the scripts we meet."""
    return text.rstrip(" )”’\"'*").endswith(("?", "？", "؟"))


def own_name_heading(heading: str, name: str, year: int | None) -> bool:
    """Whether a heading is the page's title: the name, with or without its year and a word or two."""
    said = comparable(heading, name)
    return said.startswith("§") and len(said.split()) <= 2 + bool(year) or fold(heading).startswith(f"{fold(name)} ({year}")
