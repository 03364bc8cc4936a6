using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace LibraryBot.Tests.House;

/// <summary>Who may know whom: the direction of DESIGN's house, so that a folder can be read without the rest.</summary>
public sealed class DirectionTests
{
    private static readonly Architecture House = new ArchLoader().LoadAssemblies(typeof(Bot).Assembly).Build();

    [Theory]
    [InlineData("Activities", "")]
    [InlineData("Storage", "")]
    [InlineData("Media", "")]
    [InlineData("Posters", "")]
    [InlineData("Language", "")]
    [InlineData("OutsideWeb", "")]
    [InlineData("Dialogs", "Language")]
    [InlineData("Knowledge", "Language|OutsideWeb|Storage")]
    [InlineData("Answers", "Knowledge|Language|Dialogs|Storage")]
    [InlineData("People", "Activities|Language|Storage")]
    [InlineData("Turns", "Activities|Answers|Channels|Dialogs|Language|Media|People|Storage")]
    [InlineData("Responses", "Activities|Answers|Dialogs|Language|People|Storage|Turns")]
    public void A_folder_knows_only_what_it_is_said_to_know(string folder, string mayKnow)
    {
        var allowed = $@"^LibraryBot\.({string.Join('|', mayKnow.Split('|', StringSplitOptions.RemoveEmptyEntries).Append(folder))})(\.|$)";
        Types().That().ResideInNamespaceMatching($@"^LibraryBot\.{folder}(\.|$)")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^LibraryBot\.").And().DoNotResideInNamespaceMatching(allowed))
            .Check(House);
    }

    [Theory]
    [InlineData(@"^Telegram\.Bot", @"^LibraryBot\.(Channels|Publishing)\.Telegram(\.|$)")]
    [InlineData(@"^LiteDB", @"^LibraryBot\.Storage\.LiteDb(\.|$)")]
    [InlineData(@"^Lucene", @"^LibraryBot\.(Knowledge|Language)(\.|$)")]
    [InlineData(@"^YamlDotNet", @"^LibraryBot\.Dialogs(\.|$)")]
    [InlineData(@"^(SkiaSharp|QRCoder|ZXing)", @"^LibraryBot\.Posters(\.|$)")]
    [InlineData(@"^Ical", @"^LibraryBot\.Knowledge(\.|$)")]
    [InlineData(@"^ExcelDataReader", @"^LibraryBot\.Knowledge(\.|$)")]
    [InlineData(@"^Microsoft\.Security\.AntiSSRF", @"^LibraryBot\.OutsideWeb(\.|$)")]
    [InlineData(@"^System\.CommandLine", @"^LibraryBot\.CommandLine(\.|$)")]
    public void A_package_is_named_only_where_it_belongs(string package, string folders) =>
        Types().That().ResideInNamespaceMatching(@"^LibraryBot(\.|$)").And().DoNotResideInNamespaceMatching(folders)
            .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(package)
            .Check(House);

    [Fact]
    public void No_folder_collects_everything() => Assert.DoesNotContain(
        typeof(Bot).Assembly.GetTypes().Select(type => type.Namespace ?? "").Distinct().SelectMany(name => name.Split('.')),
        part => part is "Services" or "Helpers" or "Utilities" or "Utils" or "Managers" or "Models" or "Common");
}
