"""What the page says, in one place, ready to be translated."""

LOG_IN = "This archive is for people who know its password."

# Beside the question

TAKE = "Save, share or judge an answer"
WHICH, WHOLE = "Which", "The whole conversation"
MARKDOWN, WORD, CSV, JSON = "Markdown", "Word (HTML)", "Citations (CSV)", "JSON"
FILE = "answers-from-the-archive"
LINK, COPIED = "Copy a link", "The link is copied."
NO_ANSWER = "There is no answer yet; ask a question first."
ONE_ANSWER = "Choose one answer and what you think of it."
VERDICT, NOTE, SEND = "Was it right?", "A note, if you like", "Send"
THANKS = "Written down, thank you."
CONVERSATIONS = "Conversations kept in this browser"
EARLIER_ONES, NAME, RENAME, FORGET = "Open", "Name", "Rename", "Delete"
NAMELESS = "Untitled"
NO_LONGER_SO = (
    "What was quoted here is no longer in the archive just so: articles changed or went. "
    "Ask again to see what they say now."
)

# The tab of articles

ARCHIVE = "Archive"
SEARCH = "Search the articles"
SEARCH_HINT = "Title, source, file or problem"
SOURCE, STATE, SORT = "Source", "State", "Sort by"
ALL_SOURCES, ALL_STATES = "All sources", "All states"
ALL = (ALL_SOURCES, ALL_STATES)
COLUMNS = ("Title", "Source", "Date", "State", "File")
ROWS = "Articles {first} to {last} of {of}"
NO_ROWS = "There is none of this kind."
UNKNOWN = "unknown"
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
OWN_READER = "the reader that comes with the archive"
