using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LibraryBot.Storage;

namespace LibraryBot.Tests.House;

/// <summary>
/// How the program may ask its database, and what a body may be. LiteDB compiles every expression that it is given and keeps
/// it for ever: a value written into one is a leak, and a way in. A body that waits holds up everybody.
/// </summary>
public sealed class StoreHabitsTests
{
    private static readonly IReadOnlyList<SourceText> Program = SourceText.OfTheProgram();

    /// <summary>What may stand where LiteDB takes an expression: a lambda, or a text whose only holes are names of our indexes.</summary>
    private static readonly Regex Parameterised = new("""
        ^(?:[^"]*=>.*|"[^"]*"|\$"(?:[^"{}]|\{Field\(index\)\})*"|"\$\."\s*\+\s*Field\(index\)|InRange\([^"]*\)|[A-Z][\w.]*)$
        """.Trim(), RegexOptions.Singleline);

    [Fact]
    public void The_package_LiteDB_is_named_only_in_its_own_folder() => Assert.Empty(
        Program.Where(file => !file.IsUnder("Storage/LiteDb")).SelectMany(file => Places(file, @"\bLiteDB\b")));

    [Fact]
    public void No_file_asks_with_LiteDBs_Query_class() => Assert.Empty(Program.SelectMany(QueryClass));

    [Fact]
    public void Every_expression_given_to_LiteDB_takes_its_values_as_parameters() =>
        Assert.Empty(Program.Where(file => file.IsUnder("Storage/LiteDb")).SelectMany(WrittenIntoExpressions));

    [Fact]
    public void The_expressions_given_to_LiteDB_are_found() =>
        Assert.NotEmpty(Program.Where(file => file.IsUnder("Storage/LiteDb")).SelectMany(file => file.Calls("BsonExpression.Create")));

    [Fact]
    public void No_body_given_to_the_store_waits()
    {
        var bodies = Program.SelectMany(Bodies).ToList();
        Assert.True(bodies.Count > 20, $"Only {bodies.Count} bodies were found: has the store another name for them?");
        Assert.Empty(bodies.Where(body => Waits(body.Arguments[^1])).Select(body => body.At));
    }

    [Fact]
    public void Nothing_that_takes_a_session_is_asynchronous()
    {
        var takers = Takers(typeof(Bot).Assembly);
        Assert.True(takers.Count > 50, $"Only {takers.Count} methods were found that take a session.");
        Assert.Empty(takers.Where(IsAsynchronous).Select(method => $"{method.DeclaringType}.{method.Name}"));
    }

    [Theory]
    [InlineData("c.Find(Query.EQ(\"u\", id))")]
    [InlineData("c.Find(LiteDB.Query.And(a, b))")]
    [InlineData("c.Find( Query\n    .StartsWith(\"u\", id))")]
    public void The_Query_class_is_seen(string line) => Assert.NotEmpty(QueryClass(new SourceText("bad.cs", line)));

    [Theory]
    [InlineData("c.Query().OrderBy(\"$.a\", Query.Descending)")]
    [InlineData("// never Query.EQ(\"u\", id)")]
    [InlineData("var said = \"Query.EQ(u)\"; myQuery.Like(x)")]
    public void What_is_not_the_Query_class_is_not_taken_for_it(string line) => Assert.Empty(QueryClass(new SourceText("good.cs", line)));

    [Theory]
    [InlineData("BsonExpression.Create($\"$.u = '{id}'\")")]
    [InlineData("BsonExpression.Create(\"$.u = '\" + id + \"'\")")]
    [InlineData("BsonExpression.Create(string.Concat(\"$.u = \", id))")]
    [InlineData("BsonExpression.Create(text)")]
    [InlineData("c.Query().Where($\"$.{Field(index)} = {id}\", id)")]
    [InlineData("c.Query()\n    .Where(\"u = \" + id)")]
    [InlineData("c.FindOne($\"u = {id}\")")]
    [InlineData("c.DeleteMany(\"u = '\" + id + \"'\")")]
    [InlineData("database.Execute(\"SELECT $ FROM shelves\")")]
    public void A_value_written_into_an_expression_is_seen(string line) => Assert.NotEmpty(WrittenIntoExpressions(new SourceText("bad.cs", line)));

    [Theory]
    [InlineData("BsonExpression.Create($\"$.{Field(index)} BETWEEN @0 AND @1\", Value(from), Value(to))")]
    [InlineData("c.Query().Where(\"$.collection = @0\", collection).OrderBy(\"$.\" + Field(index))")]
    [InlineData("c.Query().Where(InRange(index, from, to))")]
    [InlineData("File.Exists(path) || Directory.Exists(folder)")]
    [InlineData("rows.Where(row => row.Name != \"_id\").Select(Row)")]
    public void An_expression_with_parameters_is_let_through(string line) => Assert.Empty(WrittenIntoExpressions(new SourceText("good.cs", line)));

    [Theory]
    [InlineData("store.Commit(async s => { await Ask(); s.Put(X, x); })")]
    [InlineData("Store.Commit(session => { var x = Ask().Result; })")]
    [InlineData("store.Read<int>(s => Ask().GetAwaiter().GetResult())")]
    [InlineData("store.Commit(s => { s.Put(X, new(\"a)b\")); Ask().Wait(); })")]
    public void A_body_that_waits_is_seen(string line) => Assert.Contains(Bodies(new SourceText("bad.cs", line)), body => Waits(body.Arguments[^1]));

    [Theory]
    [InlineData("await store.Commit(s => s.Put(X, x)); await Next();")]
    [InlineData("store.Commit(s => s.Put(X, new(\"await .Result\") /* await */))")]
    [InlineData("store.Commit(s => { seen.ResultOf(s); s.AfterCommit(Wake); })")]
    public void A_body_that_does_not_wait_is_let_through(string line)
    {
        var body = Assert.Single(Bodies(new SourceText("good.cs", line)));
        Assert.False(Waits(body.Arguments[^1]));
    }

    [Fact]
    public void A_session_taken_by_something_asynchronous_is_seen() =>
        Assert.Equal(2, Takers(typeof(Waiting)).Count(IsAsynchronous));

    private static IEnumerable<string> QueryClass(SourceText file) =>
        Places(file, @"(?:\bLiteDB\s*\.\s*|(?<![\w.]))Query\s*\.\s*(?!Ascending\b|Descending\b)");

    private static IEnumerable<string> WrittenIntoExpressions(SourceText file) =>
        file.Calls(@"(?:BsonExpression\s*\.\s*Create|(?<!\b(?:File|Directory))\.\s*(?:Where|OrderBy|OrderByDescending|GroupBy|Having|FindOne|Exists|DeleteMany|UpdateMany))")
            .Where(call => call.Arguments is [var first, ..] && !Parameterised.IsMatch(first))
            .Concat(file.Calls(@"\.\s*Execute"))
            .Select(call => call.At);

    /// <summary>The calls of Commit and Read that are given a lambda with a session.</summary>
    private static IEnumerable<SourceText.Call> Bodies(SourceText file) =>
        file.Calls(@"\.\s*(?:Commit|Read)").Where(call => call.Arguments is [.., var last] && last.Contains("=>", StringComparison.Ordinal));

    private static bool Waits(string body) =>
        Regex.IsMatch(new SourceText("body", body).Bare, @"\b(?:async|await)\b|\.\s*(?:Result\b|Wait\s*\(|GetResult\s*\()");

    private static IEnumerable<string> Places(SourceText file, string pattern) => Regex.Matches(file.Bare, pattern).Select(match => file.At(match.Index));

    private static List<MethodInfo> Takers(Assembly assembly) => [.. assembly.GetTypes().SelectMany(Takers)];

    private static IEnumerable<MethodInfo> Takers(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(IStoreReader))));

    private static bool IsAsynchronous(MethodInfo method) =>
        method.ReturnType.IsAssignableTo(typeof(Task)) || method.ReturnType.FullName?.StartsWith("System.Threading.Tasks.ValueTask", StringComparison.Ordinal) == true
        || method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null;

    private static class Waiting
    {
        public static async void Forgotten(IStoreSession session) => session.Delete(Shelves, await Task.FromResult("a"));

        public static Task<string> Promised(IStoreReader reader) => Task.FromResult(reader.ToString()!);

        public static void Done(IStoreSession session) => session.Delete(Shelves, "a");

        private static readonly Collection<string> Shelves = new("shelves", id => id);
    }
}
