using LibraryBot.CommandLine;

return await Verbs.Run(args, Console.Out, Console.Error);
