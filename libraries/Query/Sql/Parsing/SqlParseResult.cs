using NlSql.Query.Issues;

namespace NlSql.Query.Sql.Parsing;

/// <summary>What the parser made of a text: a tree, or the issue that stopped it.</summary>
/// <typeparam name="T">The kind of tree.</typeparam>
/// <param name="Tree">The tree; null when there are issues.</param>
/// <param name="Issues">Empty when there is a tree.</param>
public sealed record SqlParseResult<T>(T? Tree, ValueList<Issue> Issues)
    where T : class;
