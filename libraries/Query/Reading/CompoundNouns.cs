using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading;

/// <summary>Two nouns side by side of which the first says only whose the second is: "store format", "product category".</summary>
internal static class CompoundNouns
{
    // More values than are known one by one.
    private const int Many = int.MaxValue;

    /// <summary>
    /// Whether they are such: columns of one table, where each value of the first can have one of the second, because there are more of
    /// them. "region category" may still be two groups.
    /// </summary>
    public static bool IsModifier(LinkedQuestion question, Mention first, Mention second) =>
        first.End == second.Start && first.Target is MentionTarget.Column modifier && second.Target is MentionTarget.Column head && modifier.TableName == head.TableName
        && Number(question.Lexicon, modifier) is { } number && Number(question.Lexicon, head) is { } least && (number > least || number == Many);

    // How many values a column of names or keys has; null for other columns.
    private static int? Number(Lexicon lexicon, MentionTarget.Column column) => lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) switch
    {
        { Kind: ColumnKind.Id } => Many,
        { Kind: ColumnKind.Dimension, Type: ColumnType.Text } => lexicon.Values.Find(column.TableName, column.ColumnName) is { Complete: true } known ? known.Values.Count : Many,
        _ => null,
    };
}
