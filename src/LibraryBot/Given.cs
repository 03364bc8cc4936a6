global using Given = LibraryBot.Dialogs.Answers;
