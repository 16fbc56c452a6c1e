using System.Text.RegularExpressions;
using NlSql.Testing;

namespace NlSql.Architecture.Tests;

/// <summary>docs/errors.md and the source name the same codes: a client that meets a code finds it there, and nothing there is gone.</summary>
public sealed partial class ErrorCodeTests
{
    // Actions of the audit trail and names of files look like codes.
    private static readonly HashSet<string> Others =
    [
        "audit.ndjson", "audit.csv", "audit.read", "audit.exported", "audit.verified", "insights.yaml", "policy.yaml", "insights.run", "insights.muted", "insights.unmuted",
        "question.asked", "query.asked", "sql.asked", "plugin.changed", "plugin.removed", "plugin.reloaded",
    ];

    private static string Page => File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "errors.md"));

    [Fact]
    public void ErrorsPage_EveryCodeOfTheSource_IsThere() =>
        Assert.Empty(CodesOfSource().Except(CodesOfPage()).Order());

    [Fact]
    public void ErrorsPage_EveryCodeOnIt_IsInTheSource() =>
        Assert.Empty(CodesOfPage().Except(CodesOfSource()).Order());

    private static HashSet<string> CodesOfPage() => [.. PageCode().Matches(Page).Select(m => m.Groups[1].Value)];

    private static HashSet<string> CodesOfSource()
    {
        var prefixes = string.Join('|', CodesOfPage().Select(c => c.Split('.')[0]).Distinct());
        var code = new Regex($"\"((?:{prefixes})\\.[a-z0-9-]+)\"");
        return
        [
            .. new[] { "services", "libraries", "NlSql.ServiceDefaults" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, folder), "*.cs", SearchOption.AllDirectories))
                .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
                .SelectMany(file => code.Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
                .Where(c => !Others.Contains(c)),
        ];
    }

    [GeneratedRegex(@"^\| `([a-z]+\.[a-z0-9-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex PageCode();
}
