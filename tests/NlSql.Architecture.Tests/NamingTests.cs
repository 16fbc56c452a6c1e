using System.Text.RegularExpressions;
using NetArchTest.Rules;
using NlSql.Testing;

namespace NlSql.Architecture.Tests;

/// <summary>The naming rules of the house that a machine can check.</summary>
public sealed partial class NamingTests
{
    private static readonly string[] BannedFolders = ["Core", "Common", "Shared", "Helpers", "Helper", "Managers", "Manager", "Utils", "Util", "Utilities", "Misc"];
    private static readonly string[] Roots = ["services", "libraries", "NlSql.ServiceDefaults", "NlSql.AppHost", "tools"];

    public static TheoryData<string> Assemblies =>
        ["NlSql.Gateway", "NlSql.PluginRegistry", "NlSql.Ingestion", "NlSql.Chat", "NlSql.Insights", "NlSql.Audit", "NlSql.ServiceDefaults", "NlSql.Contracts", "NlSql.SemanticModel", "NlSql.Query", "NlSql.Drafting"];

    [Fact]
    public void Folders_Names_SayWhatIsInThem() =>
        Assert.Empty(SourceFiles().SelectMany(file => file.Split('/')[..^1]).Distinct().Intersect(BannedFolders));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Types_Names_SayTheirRole(string assembly)
    {
        var vague = Types.InAssembly(System.Reflection.Assembly.Load(assembly)).That()
            .HaveNameMatching("(Helper|Manager|Utils?|Utility|(?<!Data)Base|Impl)$").GetTypes().Select(t => t.FullName);

        Assert.Empty(vague);
    }

    [Fact]
    public void Namespaces_FollowFolders()
    {
        var wrong = from file in SourceFiles()
                    where file.StartsWith("services/", StringComparison.Ordinal) || file.StartsWith("libraries/", StringComparison.Ordinal)
                    let parts = file.Split('/')
                    let expected = string.Join('.', new[] { "NlSql", parts[1] }.Concat(parts[2..^1]))
                    let match = Namespace().Match(File.ReadAllText(Path.Combine(RepositoryFolder.Root, file)))
                    where match.Success && match.Groups[1].Value != expected
                    select $"{file}: {match.Groups[1].Value}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Programs_AreTablesOfContents() =>
        Assert.All(
            Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "services"), "Program.cs", SearchOption.AllDirectories),
            program => Assert.InRange(File.ReadAllLines(program).Length, 1, 40));

    /// <summary>Source files as paths from the root, with <c>/</c>.</summary>
    private static IEnumerable<string> SourceFiles() =>
        from root in Roots
        let folder = Path.Combine(RepositoryFolder.Root, root)
        where Directory.Exists(folder)
        from file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(RepositoryFolder.Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        select path;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
