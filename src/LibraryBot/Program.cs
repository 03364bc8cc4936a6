using System.Globalization;
using LibraryBot.CommandLine;

// What is written and read for machines must not change with the language of the machine; people's language is chosen in each chat.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return await new Verbs(new Typed(args, Directory.GetCurrentDirectory())).Run(Console.Out, Console.Error);
