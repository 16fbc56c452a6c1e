using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>A segment for each truth value: "active customers".</summary>
internal static class SegmentDrafter
{
    private const int MostOfATable = 12;

    public static IReadOnlyList<SegmentDefinition> Draft(IReadOnlyList<TableSketch> tables, IReadOnlyList<MetricDefinition> metrics)
    {
        var names = new Identifiers(63, [.. metrics.Select(m => m.Name)]);
        var segments = new List<SegmentDefinition>();
        var labels = new HashSet<string>();
        foreach (var table in tables)
        {
            foreach (var column in table.Columns.Where(c => c.IsFlag && !c.Hidden).Take(MostOfATable))
            {
                var label = NameWords.Label([.. Flag.Words(column), .. table.Many.Split(' ')]);
                if (!labels.Add(label))
                    continue;
                segments.Add(new SegmentDefinition
                {
                    Name = names.Of([.. Flag.Words(column).Select(w => w.ToLowerInvariant()), .. table.Many.Split(' ')], "segment"),
                    Label = label,
                    Description = $"{NameWords.Label(table.Many.Split(' '))} that are {string.Join(' ', Flag.Words(column))}.",
                    Table = table.Name,
                    Filter = Flag.Filter(column),
                });
            }
        }

        return segments;
    }
}
