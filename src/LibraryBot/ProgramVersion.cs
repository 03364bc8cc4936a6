using System.Reflection;

namespace LibraryBot;

/// <summary>The version of this program, as Directory.Build.props has it.</summary>
public static class ProgramVersion
{
    public static string Now { get; } = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
