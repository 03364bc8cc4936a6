// A folder of tests may be called Answers; here the word is the answers of a dialog.
global using Given = LibraryBot.Dialogs.Answers;
