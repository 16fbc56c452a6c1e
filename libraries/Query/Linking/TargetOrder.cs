namespace NlSql.Query.Linking;

/// <summary>A fixed order of candidates: the strongest first, equals by name, so that the same question is always read the same.</summary>
internal sealed class TargetOrder : IComparer<MentionCandidate>
{
    public static TargetOrder Instance { get; } = new();

    public int Compare(MentionCandidate? x, MentionCandidate? y)
    {
        var (left, right) = (x!, y!);
        var strength = right.Strength.CompareTo(left.Strength);
        if (strength != 0)
            return strength;
        var (leftTable, leftName, leftText) = Names(left.Target);
        var (rightTable, rightName, rightText) = Names(right.Target);
        var table = string.CompareOrdinal(leftTable, rightTable);
        if (table != 0)
            return table;
        var name = string.CompareOrdinal(leftName, rightName);
        return name != 0 ? name : string.CompareOrdinal(leftText, rightText);
    }

    private static (string Table, string Name, string Text) Names(MentionTarget target) => target switch
    {
        MentionTarget.Column column => (column.TableName, column.ColumnName, ""),
        MentionTarget.Value value => (value.TableName, value.ColumnName, value.Text),
        MentionTarget.Gradable gradable => (gradable.TableName, gradable.ColumnName, gradable.Descending ? "1" : "0"),
        MentionTarget.Table table => (table.Name, "", ""),
        MentionTarget.Metric metric => (metric.Name, "", ""),
        MentionTarget.Segment segment => (segment.Name, "", ""),
        _ => ("", "", ""),
    };
}
