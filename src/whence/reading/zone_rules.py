"""The language of lines that are no body text: one rule a line, with the zone and the reason it gives.

Rules speak of kinds of words (calls to share, credits of agencies, times of posting), never of one site or article.
Each is bounded by a number of words, for body sentences are long and the loss of a real one costs statements.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from whence.records import ZoneName


class Rule(NamedTuple):
    """A line of at most `most` words that `pattern` finds is in `zone`; `open`: only if it ends as no sentence."""

    zone: ZoneName
    reason: str
    pattern: re.Pattern[str]
    most: int
    open: bool = False


def _rule(zone: ZoneName, reason: str, pattern: str, most: int, open: bool = False) -> Rule:
    return Rule(zone, reason, re.compile(pattern, re.IGNORECASE), most, open)


AGENCIES = (
    r"(?:AP|A\.P\.|AFP|AAP|EPA(?:-EFE)?|EFE|PA|UPI|ANSA|DPA|TASS|RIA Novosti|Sputnik|Xinhua|Reuters|Getty(?: Images)?|"
    r"Associated Press|The Associated Press|Agence France-Presse|Bloomberg|Shutterstock|Alamy|iStock(?:photo)?|"
    r"Corbis|Rex(?: Features)?|Sipa(?: USA)?|Zuma(?: Press| Wire)?|NurPhoto|Anadolu(?: Agency)?|Polaris|Newscom|"
    r"Press Association|Magnum|Redux|Splash(?: News)?|Wikimedia(?: Commons)?|Flickr|Creative Commons|"
    r"Tribune News Service|TNS|Pool|Handout|File Photo|Screengrab|Screenshot)"
)
_NAME = r"[A-Z][\w'’.\-]*(?: (?:[A-Z][\w'’.\-]*|de|van|von|al|der|la|bin)){0,4}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4})"
)
_TIME = r"(?:\d{1,2}(?::\d\d){1,2}(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: ?\(?(?:[A-Z]{2,4}|GMT[+-]\d+)\)?)?"
_AGO = r"(?:\d+|an?|one|two|three) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s? ago"

_MAKER = r"(?:image|photo(?:graph)?|picture|pic|illustration|graphic|screen\s?(?:shot|grab)|video)s?"
CREDIT = re.compile(
    rf"""(?:
    [\[(]\s*(?i:
        (?:(?:featured|cover|header|lead)\s+)?{_MAKER}(?:\s+(?:credit|source|courtesy))?
        \s*(?:by|via|from|of|:|/|©|courtesy)\s*[^\])]{{2,120}}
      | (?:photo|image|picture|video|source|credit|courtesy|via|©)s?\s*(?::|of|by|©)\s*[^\])]{{2,120}}
      | [^\])]{{0,100}}?(?:\bvia\s+|/\s*|\bfor\s+|,\s*|^|[\[(]\s*)
        {AGENCIES}(?:\s+(?:photo|images?|file))?(?:\s*/\s*[^\])/]{{1,60}})*(?:\s*,?\s*file)?
      | {AGENCIES}\s+(?:photo|images?)[^\])]{{0,80}}
      )\s*[\])]
    | \b(?:REUTERS|AFP|AP|EPA|Reuters)\s?/\s?(?:[A-Z][\w'’.\-]*(?:\s|$|/)){{1,5}}(?:File\s+Photo)?
    | \b(?i:photo(?:graph)?(?:er|s)?|image|picture|photo\s+credit|credit|courtesy)\s*(?:by|of|:)\s*
      {_NAME}\s*(?:/|via|for|,|\|)\s*[^.!?]{{2,60}}
    )\s*\.?$""",
    re.VERBOSE,
)
"""A credit at the end of a line: in brackets with a maker or an agency, or an agency, a stroke and a name."""

RULES: tuple[Rule, ...] = (
    # Photographs and their captions.
    _rule(
        "caption",
        "photo credit",
        r"^[\[(]?\s*(?:(?:featured|cover|header|lead) )?(?:image|photo(?:graph)?|picture|illustration"
        r"|graphic|screen ?shot|video)s?(?: credit| source| courtesy)?\s*(?:by\b|via\b|courtesy\b|:|/|©)",
        30,
        True,
    ),
    _rule(
        "caption",
        "image caption",
        r"^(?:image|media|photo|video|picture|figure) ?(?:caption|copyright|credit|source)\b",
        80,
    ),
    _rule(
        "caption",
        "image caption",
        r"^(?:enlarge this image|toggle caption|hide caption|media playback is unsupported)",
        90,
    ),
    _rule("caption", "image caption", r"^file(?: photo| picture| image| -|:| –)(?: ?[:\-–])? ?", 60),
    _rule("caption", "image caption", r"^(?:fig(?:ure|\.)|photo|image|picture) ?\d+\s*[:.)|\-–]", 60),
    _rule(
        "caption",
        "photo credit",
        r"^(?:photo|photos|photograph|image|images|picture|credit|photo credit|photo illustration|getty"
        r"|getty images|istock(?:photo)?|reuters|afp|associated press|shutterstock)\.?$",
        3,
    ),
    _rule(
        "caption",
        "photo credit",
        rf"^(?:©|\(c\)|courtesy(?: of)?:?|credit:|photographer:|photo(?:s)?:|source:)\s?.*\b{AGENCIES}\b",
        20,
        True,
    ),
    _rule(
        "caption",
        "image gallery",
        r"\b(?:image|photo|slide|picture) \d+ (?:of|/) \d+$|^(?:slideshow|gallery)\b ?\(?\d* ?(?:images"
        r"|photos)?\)?|^(?:hide caption|view (?:photos|gallery|slideshow))",
        14,
        True,
    ),
    # Who wrote it, where and when.
    _rule(
        "byline",
        "timestamp",
        rf"^(?:(?:first |last )?(?:published|posted|updated|modified|created|filed)(?: (?:on|at))?:?"
        rf"|date:)\s*(?:at )?(?:{_DATE}|{_TIME}|{_AGO}|{_MONTH} \d)",
        20,
        True,
    ),
    _rule(
        "byline",
        "timestamp",
        rf"^[(\[]?(?:{_DATE}|{_TIME}|{_AGO})(?:[,|·•\s\-–—]+(?:at )?(?:{_DATE}|{_TIME}|{_AGO}|updated"
        rf"|published))*[.)\]]?$",
        16,
    ),
    _rule(
        "byline",
        "contributors",
        r"\bcontributed (?:reporting |to (?:this|the) (?:report|story|article))[^.]{0,40}\.?$",
        40,
    ),
    _rule(
        "byline",
        "contributors",
        r"^(?:reporting|additional reporting|writing|editing|contributing|compiled|edited|written"
        r"|reported) (?:by|from)\b|^contributing:",
        25,
    ),
    # What asks the reader to do something, and what the site put there.
    _rule(
        "promo",
        "advertisement",
        r"^[\[(\-–—*\s]*(?:advertisements?|advertising|ad|sponsored(?: content)?|paid (?:content|post)"
        r"|promoted|story continues? below(?: advertisement)?|story continued below"
        r"|article continues? below(?: advertisement)?|continue reading(?: below)?"
        r"|continue reading the main story"
        r"|scroll (?:down )?to continue(?: reading)?)(?:[\s:]+(?:advertisement|ad"
        r"|continue reading the main story|story continues below"
        r"|article continues below))*[\])\-–—*:.\s]*$",
        12,
    ),
    _rule(
        "promo",
        "share button",
        r"^(?!comments?\W*$)(?:(?:share|tweet|email|e-mail|print|pin|pin it|post|save|comments?|facebook|twitter"
        r"|whatsapp|linkedin|reddit|pinterest|flipboard|copy link|link|messenger|telegram|pocket|gmail|text|close"
        r"|print|instagram|youtube|google\+?|tumblr|sms|(?:share|post|tweet|save) (?:this"
        r"|it)(?: (?:article|story|post|page|link|video))?|(?:share|post) (?:on|via|to) (?:facebook"
        r"|twitter|x|whatsapp|linkedin|reddit|email)|email this(?: article)?|print this(?: article)?"
        r"|listen|view|shares?|\d[\d.,k]* (?:shares?|retweets?|likes?))[\s:.,"
        r"|/•·+&-]*)+(?:this article|this story|this)?$",
        16,
    ),
    _rule(
        "promo",
        "share button",
        r"^(?:share|tweet|post|email|print|save|like) (?:this|it|the)\b ?(?:on|with|via|article|story|post|page|:)?",
        10,
        True,
    ),
    _rule(
        "promo",
        "newsletter",
        r"^(?:please )?(?:sign[- ]up|subscribe|register|enter your (?:e-?mail|email address)|log ?in"
        r"|sign in|join|create an? (?:free )?account|become a (?:member|subscriber)"
        r"|start your (?:free )?trial)\b.*\b(?:newsletters?|inbox|e-?mails?|alerts?|updates?|account|us"
        r"|free|today|now|here|membership|briefing|community|conversation|discussion|mailing list|daily"
        r"|weekly|access|podcasts?|channel|feed|itunes|more)\b",
        60,
    ),
    _rule(
        "promo",
        "newsletter",
        r"^(?:sign[- ]up|subscribe|register|log ?in|sign in|join (?:us|now|today)|manage newsletters"
        r"|newsletter sign[- ]?up|newsletters?)[.!:]?$",
        6,
    ),
    _rule(
        "promo",
        "newsletter",
        r"\b(?:delivered|sent|straight|direct(?:ly)?|arrives?|right) (?:daily |weekly |straight |right "
        r"|directly )?(?:in)?to your (?:e-?mail |mail)?(?:inbox|box)|\bby signing up,? you agree\b|(?:^"
        r"|[.!?:] )sign up (?:here )?(?:for|to get|to receive) (?:our|the"
        r"|\S+(?: \S+){0,4}) (?:free )?(?:newsletters?|alerts?|e-?mails?|updates)\b"
        r"|\blet our news meet your inbox\b|\bnewsletter sign[- ]?up\b|\bprotected by recaptcha\b"
        r"|\bnot a robot\b",
        120,
    ),
    _rule(
        "promo",
        "more of the same",
        r"^(?:get|see|find|read|view|watch|listen to|discover|explore|check out|catch|browse|load"
        r"|show)(?: (?:all|our|your|the|some|even))*(?: \S+)? ?(?:more|latest|newest|best|top"
        r"|full coverage|breaking|free|daily|weekly)\b.{0,40}(?:news|headlines?|stor(?:y|ies)|coverage"
        r"|articles?|videos?|updates?|alerts?|newsletters?|content|posts?|columns?|analysis|app|photos"
        r"|podcasts?|comments|replies)",
        14,
        True,
    ),
    _rule(
        "promo",
        "more of the same",
        r"^[\[(*\-–—•>\s]*(?:(?:also )?read|see|watch|listen|more|related|also see|see also|also on [^:]{2,30}"
        r"|read next|up next|don['’]t miss|must[- ]read|must watch|just watched|recommended|trending"
        r"|most (?:read|popular|viewed|shared)|you (?:may|might) (?:also )?(?:like|be interested in)"
        r"|related (?:articles?|stor(?:y|ies)|news|content|coverage|topics?|links?|posts?|videos?)"
        r"|more (?:from|on|in|about|stories|news|coverage|top stories)|editor['’]?s['’]? (?:picks?"
        r"|choice)|popular (?:stories|articles|now)|photos?|videos?|pictures|slideshow|full coverage"
        r"|opinion|further reading|read more(?: (?:here|at|on|about|from))?|what to (?:read|watch) next"
        r"|click here|next (?:story|article|up)|previous (?:story|article))\s?[:>»|]\s*",
        30,
        True,
    ),
    _rule(
        "promo",
        "more of the same",
        r"^[\[(*\-–—•>\s]*(?:read|see|watch|listen|learn|find out|discover|view|show"
        r"|load) more(?:\s?[.…>»:]*|\s+(?:at|on|from|about|here|of)\b.*)$",
        14,
        True,
    ),
    _rule(
        "promo",
        "more of the same",
        r"^[\[(*\-–—•>\s]*(?:recommended|trending(?: now)?|most (?:read|popular|viewed|shared)|you (?:may"
        r"|might) also like|related (?:articles?|stor(?:y|ies)|news|content|coverage|topics?|links?"
        r"|posts?|videos?)|more (?:from|on) (?:this|us|[A-Z][\w .]{1,30})|editor['’]?s['’]? picks?"
        r"|read next|up next|see also|also see|read it here|watch (?:the (?:full )?video|video|it|live"
        r"|below|above)(?: (?:below|above|here))?|full coverage|loading|close|video|audio"
        r"|skip to (?:main )?content|back to top|replay(?: more videos)?|must watch|just watched|related"
        r"|copy|menu|search|home|next|previous|prev)[\s.…>»:\])]*$",
        8,
        True,
    ),
    _rule(
        "promo",
        "video player",
        r"^just watched\b|\breplay more videos\b|\bmust watch\b.*\d\d:\d\d|^(?:play|watch) (?:video|again"
        r"|now|live)\b|\bvideo player is loading|^this (?:video|content) (?:is|file|isn['’]t|cannot"
        r"|can['’]t|could not)\b.*\b(?:available|restricted|play(?:ed|ing)?|supported)\b|\bautoplay\b",
        60,
    ),
    _rule(
        "promo",
        "follow us",
        r"^(?:(?:you can )?(?:also )?(?:follow|like|find|join|friend|tweet|connect with|contact|e-?mail"
        r"|write to|reach|message)\b)(?:.{0,60}?)(?:@\w|\bon (?:twitter|facebook|instagram|google\+?"
        r"|youtube|snapchat|linkedin|social media|telegram|x)\b|\bus\b|\bat \S+@\S+|twitter\.com"
        r"|facebook\.com)",
        40,
    ),
    _rule(
        "promo",
        "follow us",
        r"^(?:(?:on )?(?:twitter|facebook|instagram|e-?mail|contact|tel|phone)\s?[:|]\s*\S+|@\w+)(?:\s+@\w+)*\.?$",
        6,
    ),
    _rule(
        "promo",
        "app",
        r"^(?:click|tap|download|get|install)\b.{0,30}\b(?:app|android|iphone|ios|google play|app store)\b",
        16,
    ),
    _rule("promo", "click here", r"^(?:click|tap) (?:here|on|to|the)\b", 30),
    _rule(
        "promo",
        "donate",
        r"^(?:please )?(?:donate|support|contribute to|make a (?:gift|contribution|donation)|help us"
        r"|chip in)\b.{0,60}\b(?:today|now|us|our|here|journalism|reporting|independent|newsroom|work)\b",
        30,
        True,
    ),
    _rule(
        "promo",
        "browser warning",
        r"\b(?:is not|isn['’]t|not|no longer) (?:fully )?supported\b.*\b(?:browser|experience|version"
        r"|javascript|site)\b|\b(?:update|upgrade|switch|change|use|using|try|visit).{0,60}\b(?:another"
        r"|different|modern|outdated|supported|newer|your|an older) (?:web )?browser\b|\b(?:enable"
        r"|turn on|activate|requires?|disabled?) java ?script\b|\bjava ?script (?:is )?(?:disabled"
        r"|required|not enabled)\b|\byour browser (?:does not|doesn['’]t|is)\b",
        45,
    ),
    _rule(
        "promo",
        "cookies",
        r"\b(?:we|site|website|page|publisher)\b.{0,40}\buses? (?:\S+ ){0,4}cookies\b|\b(?:accept|reject"
        r"|manage) (?:all )?cookies\b|\bcookie (?:policy|preferences|settings|notice)\b"
        r"|\bprivacy policy\b.*\bterms (?:of|and|&)\b|\bterms (?:of (?:use|service)"
        r"|and conditions)\b.*\bprivacy (?:policy|notice)\b",
        70,
    ),
    _rule(
        "promo",
        "copyright",
        r"^(?:©|\(c\) ?\d{4}|copyright\b\s*(?:©|\(c\)|\d{4}|by)"
        r"|content created by\b.*\bavailable without charge)|\ball rights reserved\b|\b(?:may not"
        r"|cannot) be (?:published|reproduced|reprinted)\b.*\b(?:broadcast|rewritten|redistributed"
        r"|permission|consent)\b|\breprint permission\b",
        90,
    ),
    _rule(
        "promo",
        "disclaimer",
        r"\b(?:views|opinions)(?: and (?:views|opinions))? (?:and \w+ )?(?:expressed|represented|stated"
        r"|contained)\b.*\b(?:are (?:solely |only )?(?:those|their|his|her|my|the)|(?:do"
        r"|does) not (?:necessarily )?(?:reflect|represent))\b|\b(?:is|this) a rush transcript\b"
        r"|\btranscripts? (?:is|are) created on a rush deadline\b",
        70,
    ),
    _rule(
        "promo",
        "newsroom note",
        r"^(?:this (?:article|story|post|page|piece|content) (?:is|was|has been|originally|first"
        r"|will be)\b.*\b(?:originally|first|republished|syndicated|year|years|archived|updated|sponsored"
        r"|behind|subscribers)\b)",
        40,
    ),
    _rule(
        "promo",
        "contact",
        r"^(?:(?:have|got|do you have) (?:a |any )?(?:tip|news tip|question|comment|story"
        r"|feedback)s?\b.*(?:@|contact|e-?mail|send|let us know|ask|share|click|submit))|^(?:let us know"
        r"|tell us)\b.{0,60}(?:@|comments|below)",
        40,
    ),
    _rule(
        "promo",
        "placeholder",
        r"^[\[(]?(?:pull ?quote|embed(?:ded content)?|iframe|caption|widget|image|video|gallery|related"
        r"|sidebar|poll|tweet|see video|watch video)[\])]$|^(?:null|undefined|n/a)$",
        3,
    ),
    _rule(
        "promo",
        "markup",
        r"^(?:@media\b|[.#][\w-]+(?:[ ,.#>:]+[\w.#-]+)*\s*\{|\}|(?:var|let|const|function) \w+.*[{;=]"
        r"|window\.\w+|<[/!]?[a-z][^>]*>$|(?-i:[a-z-]+)\s*:\s*(?-i:[^;:A-Z]{1,60});$|if \(.*\) ?\{)",
        40,
    ),
    # Readers.
    _rule(
        "comment",
        "call for comments",
        r"^(?:(?:view|see|show|read|add|post|leave|write|hide|load) (?:a |your |all |the |more "
        r"|\d+ )*(?:comments?|reply|replies|response|feedback|thoughts)\b|join the (?:conversation"
        r"|discussion)\b|(?:comments?|replies|responses)(?: ?\(\d+\)| are closed| section)?[:.]?$"
        r"|\(?\d[\d,]* (?:comments?|replies|responses|thoughts on)\b|be the first to comment"
        r"|no comments? yet|what do you think\? (?:leave|share|let)|sound off (?:in|below))",
        20,
    ),
    _rule(
        "comment",
        "sign of a comment",
        rf"^(?:.{{0,60}}\S[\s·•|\-–—]+)?{_AGO}(?:[\s·•|\-–—]+(?:reply|report|flag|share|like|edited"
        rf"|permalink|delete|upvote|link).*)?$|^(?:reply|report|flag|like|upvote|permalink)(?:[\s·•"
        rf"|/]+(?:reply|report|flag|share|like|link|edit|quote|\d+|permalink|dislike|upvote|downvote))+$",
        16,
        True,
    ),
    _rule(
        "comment",
        "sign of a comment",
        rf"^\S.{{0,40}} (?:says|said|wrote|writes|commented"
        rf"|replied)(?: on)?:?\s+(?:{_DATE})?[\s,]*(?:at )?(?:{_TIME})?:?$",
        14,
        True,
    ),
)

GLUED_CREDIT = re.compile(
    r"^(?:GETTY|REUTERS|AFP|EPA|ALAMY|SHUTTERSTOCK|CORBIS|AP|PA|REX|SWNS|ISTOCK|SPLASH|WENN|NBC|CBS"
    r"|BBC|ITV|YOUTUBE|TWITTER|FACEBOOK)"
    r"(?:\s*[*•|/·+&]\s*[A-Z]{0,12}?)*(?=[A-Z][a-z])"
)
"""An agency in capitals, run into the caption's first word."""
BYLINE = re.compile(
    rf"^(?:[Bb]y|BY|Written by|Posted by|Story by|Words by):?\s+(?!The\b|A\b)(?:{_NAME}|[A-Z][A-Z'’.\- ]+?)"
    rf"(?:(?:,|\s+and|\s+AND|\s+&|\s+with)\s+(?:{_NAME}|[A-Z][A-Z'’.\- ]+?))*"
    r"(?:\s*[,|(\[–—\-/·•:@].{0,80})?$"
)
DATELINE = re.compile(
    r"^[A-Z][A-Z .'’\-]{2,30}(?:, [A-Z][A-Za-z.]{1,20}\.?(?:\s*[–—\-]+)?|(?:, [A-Z][A-Za-z.]{1,20}\.?)?\s*"
    r"(?:\((?:AP|Reuters|AFP|UPI|CNN|Xinhua|TASS)\)\s*[–—\-]*|[–—\-]+))$"
)
"""A place in capitals with its country, an agency or a dash, and nothing else."""
NAME_AGENCY = re.compile(
    rf"^{_NAME}\s*(?:/|\bvia\b|\bfor\b|\|)\s*(?:{_NAME}\s*(?:/|\bvia\b)\s*)*{AGENCIES}(?:\s*/\s*{_NAME})?$"
)
