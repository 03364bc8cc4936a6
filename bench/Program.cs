using System.Globalization;
using LibraryBot.Bench;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return await Verbs.Root().Parse(args).InvokeAsync();
