using NlSql.Query.Issues;

namespace NlSql.Query.Sql.Guarding;

/// <summary>The guard's verdict: a statement that may run, or the reasons why not.</summary>
/// <param name="Statement">The accepted statement; null when there are issues.</param>
/// <param name="Issues">Everything that was refused, in the order of the text; empty when accepted.</param>
public sealed record GuardResult(GuardedStatement? Statement, ValueList<Issue> Issues);
