namespace NlSql.Query.Model;

/// <summary>
/// A way to related rows as one select reads it: a table from which both the link to the outer row and the related row are reached by
/// steps to one row each. That is the related table itself, or the bridge that lies before it.
/// </summary>
/// <param name="Link">The step that leaves the outer row; its end is reached by <paramref name="ToLink"/>.</param>
/// <param name="Start">The table that the select starts from.</param>
/// <param name="ToLink">From the start to the table that the link ends at.</param>
/// <param name="Related">The table of the related rows, as far as this select goes.</param>
/// <param name="ToRelated">From the start to that table.</param>
/// <param name="Rest">The steps that are left; none when the select reaches the end of the way.</param>
internal sealed record RelatedWay(
    JoinStep Link, string Start, ValueList<JoinStep> ToLink, string Related, ValueList<JoinStep> ToRelated, ValueList<JoinStep> Rest)
{
    /// <summary>Whether a related row can be met several times for one outer row.</summary>
    public bool Repeats => ToRelated.Count > 0;

    /// <summary>Takes as much of a path as one select can.</summary>
    public static RelatedWay Of(ValueList<JoinStep> path)
    {
        for (var end = path.Count; end > 1; end--)
        {
            for (var start = end; start > 0; start--)
            {
                if (path.Take(end).Skip(start).All(s => s.LeadsToOne) && path.Take(start).Skip(1).All(s => s.Reversed().LeadsToOne))
                    return At(path, start, end);
            }
        }

        return At(path, 1, 1);
    }

    private static RelatedWay At(ValueList<JoinStep> path, int start, int end) => new(
        path[0],
        path[start - 1].ToTable,
        path.Take(start).Skip(1).Reverse().Select(s => s.Reversed()).ToValueList(),
        path[end - 1].ToTable,
        path.Take(end).Skip(start).ToValueList(),
        path.Skip(end).ToValueList());
}
