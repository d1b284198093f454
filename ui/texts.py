"""What the page says, in one place, ready to be translated."""

# The conversation

NAME = "Ask the Archive"
ASK_TAB = "Ask"
ANEW = "New conversation"
EMPTY_CHAT = "Answers are quoted from the articles, each sentence with its source."
ASK = "Ask the articles a question"
CONVERSATION, QUESTION, ANSWER = "Conversation", "Question", "Answer"
SEARCHING, LOADING = "Searching {where} …", "Loading the model to search {where} …"
THE_ARTICLES = "the articles"
UNANSWERED = (
    "Not answered: another question was asked, or the page was left, before the answer came."
)
ASK_AGAIN = "Ask again"
RETURNED = "This question has no answer yet: send it to ask the articles."
UNEXPECTED = "Something went wrong here, not with your question; the terminal has the details."
NO_TEXT = "The question is no text."
NO_HISTORY = "history may hold [question, answer text] pairs of texts alone, oldest first."

# An answer

CONFIDENCE = {
    "strong": "Strong evidence",
    "partial": "Partial evidence",
    "not in the articles": "Not in the articles",
}
CONFIDENCE_MEANS = {
    "strong": "The best sentence fits the question closely: most questions marked so have their"
    " answer in the archive. Read the quotes all the same.",
    "partial": "The sentences quoted may answer, or answer in part, or only speak of the same"
    " things. Read them in their articles before you rely on them.",
    "not in the articles": "No sentence found is likely enough to answer, so none is quoted. The"
    " articles may still say it in words too far from the question.",
}
AS_OF, UNDATED_EVIDENCE = "as of {day}", "the evidence is undated"
SHOW_EVIDENCE = "Show the evidence: {title}"
UNDERSTOOD = "Understood as"
EDIT = "Edit"
WITHIN, FIRST = "Only articles", "Articles of {days} count for more"
SAID = "“{said}”: {words}"
BY_QUESTION = "Read from the question on {day}."
BY_YOU = "Your choice."
TAKE_AWAY = "Take away and ask again"
ANYWHERE = "Ask all articles, without these limits"
WHY_NOT = {
    "nothing on this": "No article is on this",
    "only loosely related": "Only loosely related",
    "outside the dates or sources": "Outside the dates or outlets asked for",
}
NEAREST = "Nearest passages, not an answer"

WRITING = "{model} is writing; what is checked is shown …"
WRITTEN = "Written by {model}, each sentence checked. {tokens} tokens in and out, {seconds} s."
NOT_WRITTEN = "{model} was asked. {tokens} tokens in and out, {seconds} s."
REMOVED = "Removed, not in the articles: {count}"

# Limits and next questions

LIMITS = "Limit by outlet and date"
OUTLETS = "Outlets"
SINCE, UNTIL = "Published since", "Published until"
CALENDAR = "choose from a calendar"
EARLIER_MONTH, LATER_MONTH, OTHER_MONTH = "Earlier month", "Later month", "of the month beside"
HELD = "The archive has articles from {first} to {last}, and {undated} undated."
NEXT = "The archive can also answer"

LINK_DAY = "The link's “{day}” is no date like 2021-05-08; that limit of the link does not count."
LINK_DAYS = (
    "The link asks for articles published since {since} and until {until}, and no day is both;"
    " these limits of the link do not count."
)
LINK_SOURCES = (
    "The link names outlets of which the archive has no articles: {sources}. They do not count."
)
NO_DAY = "“{day}” is no date like 2021-05-08 or 8 May 2021. It limits nothing."

# The evidence

EMPTY_EVIDENCE = "The quotes behind each answer appear here, with their articles."
EVIDENCE = "Evidence"
NO_EVIDENCE = "There is none to show."
AGAINST = "Found, but not quoted in the answer"
SOURCE_UNKNOWN = "source unknown"
NEAR = "nearest"
OTHER_SIDE = "other side"
SHOW_SENTENCE = "Show the sentence in the answer"
READ = "Read in the article"
RECORD = "The record over time"
OPEN_AT = "{day}, {source}{said}. Open the article."

# The reader

CLOSE, THE_ARTICLE = "Close", "the article"
NOT_FOUND = "Not found"
LOST = "This answer is no longer at hand, because the page was restarted. Please ask again."
ARTICLE_GONE = "This article is no longer in the archive."
GONE_SINCE = "This article is no longer in the archive: here it is as the answer quoted it."
CHANGED_SINCE = "This article has changed in the archive since: here it is as the answer quoted it."
UNKNOWN = "unknown"
TITLE, SOURCE, DATE, UPDATED = "Title", "Source", "Date", "Updated"
AUTHOR, ADDRESS, FILE = "Author", "Address", "File"

# The way in

LOG_IN = "This archive is for people who know its password."

# Beside the question

TAKE = "Save, share or judge an answer"
WHICH, WHOLE = "Which", "The whole conversation"
MARKDOWN, WORD, CSV, JSON = "Markdown", "Word (HTML)", "Citations (CSV)", "JSON"
FILE_NAME = "answers-from-the-archive"
LINK, COPIED = "Copy a link", "The link is copied."
COPY, CITED = "Copy the citation", "The citation is copied."
NO_ANSWER = "There is no answer yet; ask a question first."
ONE_ANSWER = "Choose one answer and what you think of it."
VERDICT, NOTE, SEND = "Was it right?", "A note, if you like", "Send"
THANKS = "Written down, thank you."
CONVERSATIONS = "Conversations kept in this browser"
EARLIER_ONES, CALLED, RENAME, FORGET = "Open", "Name", "Rename", "Delete"
SURE = "Delete “{name}” from this browser? It can't be brought back."
NAMELESS = "Untitled"
DELETED = "Another tab deleted this conversation."
BRANCHED = (
    "Another tab went on with this conversation: what is asked here is kept as one of its own now."
)
NO_LONGER_SO = (
    "What was quoted here is no longer in the archive just so: articles changed or went. "
    "Ask again to see what they say now."
)

# The tab of articles

ARCHIVE = "Archive"
SEARCH = "Search the articles"
SEARCH_HINT = "Title, source, file or problem"
STATE, SORT = "State", "Sort by"
ALL_SOURCES, ALL_STATES = "All sources", "All states"
ALL = (ALL_SOURCES, ALL_STATES)
COLUMNS = ("Title", "Source", "Date", "State", "File")
ROWS = "Articles {first} to {last} of {of}"
NO_ROWS = "There is none of this kind."
EARLIER, LATER = "Previous", "Next"
ADD_ARTICLES = "Add articles, or index anew"
DROP = "Files for the articles folder"
ADDRESSES = "Addresses of pages or feeds, one a line"
ADD = "Add"
BUILD, REBUILD = "Index what changed", "Index everything anew"
WATCH = "Index by itself whatever changes in the folder"
NOT_ALLOWED = (
    "Adding articles from this page is off, because others can reach it. Whoever runs it can set "
    "ARCHIVE_ADD=1, or put files into the articles folder and run `python -m index build`."
)
BUSY = "Something is being done already; try again when it is done."
NOTHING_GIVEN = "Choose files or write addresses first."
WORKING = "Working"
STEP = "{step}: {done}"
STEP_OF = "{step}: {done} of {total}"
LEFT = ", about {left} s left"
WATCHED = "Watching the folder."
PENDING = "To be indexed: {added} new, {changed} changed, {removed} removed."
UP_TO_DATE = "The index is up to date with the folder."
BUILT = "Indexed: {added} new, {changed} changed, {removed} removed; {passages} passages now."
PROBLEMS = "Problems while reading: {number}. They are in the list."
ADDED = {"added": "added", "changed": "replaced", "unchanged": "was there already"}
PARTLY = "{how}, with problems while reading ({number}, in the list)"
TOO_MANY_FILES = "is one file too many at a time; add it after the others"
TOO_MANY_PAGES = "is one address too many at a time; add it after the others"
LONG_NAME = "has too long a name"
ODD_NAME = "has a name that not every disk takes; give it another"
NO_ADDRESS = "is no address of a page that begins with http:// or https://"
ARTICLES, COVERS, SOURCES, COPIES = "Articles", "Dates covered", "Sources", "Copies"
MODEL, READER, ORDERS, THRESHOLD = (
    "Searches with",
    "Reads with",
    "Orders with",
    "Answers from a chance of",
)
TOLD_AGAIN = "{copies} articles only tell a story that another tells as well"
UNDATED = "undated"
NO_DATES = "none stated"
OWN_READER = "its own reader"
