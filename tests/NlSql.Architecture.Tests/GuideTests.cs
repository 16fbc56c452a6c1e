using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using NlSql.Testing;

namespace NlSql.Architecture.Tests;

/// <summary>The guides agree with the source: settings, error codes, and links that lead somewhere.</summary>
public sealed partial class GuideTests
{
    private static readonly string[] Assemblies = ["NlSql.ServiceDefaults", "NlSql.Gateway", "NlSql.PluginRegistry", "NlSql.Ingestion", "NlSql.Chat", "NlSql.Insights", "NlSql.Audit"];

    [Fact]
    public void SettingsPage_EverySetting_IsThereWithItsDefaultAndRange()
    {
        var page = Setting().Matches(Read("docs/settings.md")).Select(m => $"{m.Groups[1].Value} | {m.Groups[2].Value.Trim()} | {m.Groups[3].Value.Trim()}");

        Assert.Equal(SettingsOfSource().Order(StringComparer.Ordinal), page.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SettingsPage_EveryVariable_IsRead()
    {
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "services"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        Assert.All(Variable().Matches(Read("docs/settings.md")).Select(m => m.Groups[1].Value), name => Assert.Contains($"\"{name}\"", source, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("docs/troubleshooting.md")]
    [InlineData("docs/operating.md")]
    [InlineData("docs/settings.md")]
    public void Guide_ItsCodes_AreOnTheErrorsPage(string guide)
    {
        var codes = PageCode().Matches(Read("docs/errors.md")).Select(m => m.Groups[1].Value).ToHashSet();
        var features = codes.Select(code => code.Split('.')[0]).ToHashSet();

        Assert.DoesNotContain(Code().Matches(Read(guide)).Select(m => m.Groups[1].Value), code => features.Contains(code.Split('.')[0]) && !codes.Contains(code));
    }

    [Fact]
    public void ErrorsPage_EveryCode_SaysInASentenceWhatItMeans() =>
        Assert.Empty(Row().Matches(Read("docs/errors.md")).Where(m => m.Groups[2].Value.Trim() is not { Length: > 10 } meaning || !meaning.EndsWith('.') && !meaning.EndsWith(')') && !meaning.EndsWith('…')).Select(m => m.Value));

    [Fact]
    public void Links_OfEveryGuide_LeadSomewhere()
    {
        var broken =
            from file in Directory.EnumerateFiles(RepositoryFolder.Root, "*.md", SearchOption.AllDirectories)
            where !Path.GetRelativePath(RepositoryFolder.Root, file).Split('/').Any(part => part.StartsWith('.') || part is "bin" or "obj" or "node_modules")
            from Match link in Link().Matches(CodeBlock().Replace(File.ReadAllText(file), ""))
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target))
            select $"{Path.GetRelativePath(RepositoryFolder.Root, file)}: {target}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Paths_NamedInGuides_Exist()
    {
        var broken =
            from file in Directory.EnumerateFiles(RepositoryFolder.Root, "*.md", SearchOption.AllDirectories)
            where !Path.GetRelativePath(RepositoryFolder.Root, file).Split('/').Any(part => part.StartsWith('.') || part is "bin" or "obj" or "node_modules")
            from Match path in NamedPath().Matches(File.ReadAllText(file))
            where !path.Value.Contains("NNNN", StringComparison.Ordinal) && !Path.Exists(Path.Combine(RepositoryFolder.Root, path.Groups[1].Value))
            select $"{Path.GetRelativePath(RepositoryFolder.Root, file)}: {path.Groups[1].Value}";

        Assert.Empty(broken);
    }

    private static IEnumerable<string> SettingsOfSource() =>
        from assembly in Assemblies.Select(Assembly.Load)
        from type in assembly.GetTypes()
        where type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section")?.GetRawConstantValue() is string
        let section = (string)type.GetField("Section")!.GetRawConstantValue()!
        let usual = Activator.CreateInstance(type)
        from property in type.GetProperties()
        where property.CanWrite
        select $"{section}:{property.Name} | {TextOf(property.GetValue(usual))} | {RangeOf(property.GetCustomAttribute<RangeAttribute>())}";

    private static string TextOf(object? value) => value switch
    {
        null => "none",
        string text => text.Length == 0 ? "none" : text,
        bool or Enum => value.ToString()!.ToLowerInvariant(),
        IEnumerable list => list.Cast<object>().Any() ? string.Join(", ", list.Cast<object>()) : "none",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string RangeOf(RangeAttribute? range) => range switch
    {
        null => "",
        { Maximum: double.MaxValue or long.MaxValue } => $"from {Convert.ToString(range.Minimum, CultureInfo.InvariantCulture)}",
        _ when Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture) >= long.MaxValue => $"from {Convert.ToString(range.Minimum, CultureInfo.InvariantCulture)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum}–{range.Maximum}"),
    };

    private static string Read(string file) => File.ReadAllText(Path.Combine(RepositoryFolder.Root, file));

    // A name with a section, in a table of four columns.
    [GeneratedRegex(@"^\| `([A-Za-z]+:[A-Za-z:]+)`(?:<br>`[A-Z_]+`)? \|([^|]*)\|([^|]*)\|[^|]+\|$", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"<br>`([A-Z_]+)` \|[^|]*\|[^|]*\|[^|]+\|$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\| `([a-z]+\.[a-z0-9-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex PageCode();

    [GeneratedRegex(@"^\| `([a-z]+\.[a-z0-9-]+)` \|(.*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"[`""]([a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*)[`""]")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"`((?:docs|services|libraries|eng|deploy|tests|tools|bench|NlSql\.[A-Za-z]+)/[A-Za-z0-9_./-]+\.(?:md|cs|sh|yaml|json|py))`")]
    private static partial Regex NamedPath();
}
