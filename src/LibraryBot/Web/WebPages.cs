namespace LibraryBot.Web;

/// <summary>What the pages show. With demo people, /demo is there too.</summary>
public sealed record WebPages(string LibraryName, IReadOnlyList<DemoPerson>? DemoPeople = null);

/// <summary>Someone of the demo; whoever has the code is signed in as them. Role: "librarian", "approver", "owner".</summary>
public sealed record DemoPerson(string Name, string Role, string SignInCode);
