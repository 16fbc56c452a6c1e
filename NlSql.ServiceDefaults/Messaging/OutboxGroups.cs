using NlSql.Contracts.Messages;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>Which stored messages go as one: audit events that follow each other, as <see cref="AuditGroupRecorded"/>.</summary>
internal static class OutboxGroups
{
    // One large event fits; many are no heavier than two of those.
    private const int MostCharacters = 512 * 1024;

    private static readonly string Grouped = typeof(AuditRecorded).FullName!;

    /// <summary>The messages of an aggregate in their order, in groups of one or more. What did not get through goes alone from then on.</summary>
    public static List<List<OutboxRow>> Of(IReadOnlyList<OutboxRow> rows)
    {
        var (groups, characters) = (new List<List<OutboxRow>>(), 0);
        foreach (var row in rows)
        {
            characters += row.Body.Length;
            if (groups.Count > 0 && characters <= MostCharacters && MayGoTogether(groups[^1][^1]) && MayGoTogether(row))
            {
                groups[^1].Add(row);
            }
            else
            {
                groups.Add([row]);
                characters = row.Body.Length;
            }
        }

        return groups;
    }

    private static bool MayGoTogether(OutboxRow row) => row.Type == Grouped && row.Attempts == 0;
}
