using NlSql.Query.Issues;

namespace NlSql.Query.Planning;

/// <summary>Issues of one compilation, in the order in which they were met, each once.</summary>
internal sealed class IssueCollector
{
    private readonly List<Issue> issues = [];

    public bool Any => issues.Count > 0;

    public void Add(Issue issue)
    {
        if (!issues.Contains(issue))
            issues.Add(issue);
    }

    public void Add(string code, string message, params IEnumerable<string> suggestions) =>
        Add(new Issue(code, message, TextSpan.None) { Suggestions = suggestions.ToValueList() });

    public ValueList<Issue> ToList() => issues.ToValueList();
}
