using NlSql.Drafting.Models;

namespace NlSql.Drafting.Writing;

/// <summary>policy.yaml.</summary>
internal static class PolicyText
{
    public static string Of(DraftedModel draft)
    {
        var lines = new YamlLines();
        var policy = draft.Model.Policy;
        if (policy.ForbiddenColumns.Count > 0)
        {
            lines.Comment(0, "check: these identify persons, so nobody may ask for them.");
            lines.Add(0, "forbidden_columns:");
            foreach (var column in policy.ForbiddenColumns)
                lines.Add(1, $"- {column}");
        }

        lines.Add(0, "max_rows", $"{policy.MaxRows}");
        lines.Add(0, "default_limit", $"{policy.DefaultLimit}");
        lines.Add(0, "time_anchor: latest_data");
        return lines.ToString();
    }
}
