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
UNEXPECTED = "Something went wrong here, not with your question; the terminal has the details."

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
OUTLETS, ANY_OUTLET = "Outlets", "Any outlet"
SINCE, UNTIL = "Published since", "Published until"
HELD = "The archive has articles from {first} to {last}, and {undated} undated."
NEXT = "The archive can also answer"

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
UNKNOWN = "unknown"
TITLE, SOURCE, DATE, UPDATED = "Title", "Source", "Date", "Updated"
AUTHOR, ADDRESS, FILE = "Author", "Address", "File"
