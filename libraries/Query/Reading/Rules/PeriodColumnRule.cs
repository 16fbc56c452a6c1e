using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Rules;

/// <summary>"joined in 2025", "opened last year": the date column beside a period says what the period is about.</summary>
internal sealed class PeriodColumnRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        if (draft.Period is null)
            return;
        foreach (var item in draft.Unused<MentionTarget.Column>().ToList())
        {
            var date = item.Mention.Candidates.Select(c => c.Target).OfType<MentionTarget.Column>()
                .FirstOrDefault(c => draft.Model.FindTable(c.TableName)?.FindColumn(c.ColumnName)?.Type is ColumnType.Date or ColumnType.Timestamp);
            if (date is null || draft.Next(item)?.Target is not MentionTarget.Period && draft.Previous(item)?.Target is not MentionTarget.Period)
                continue;
            item.Chosen = date;
            item.Role = "column of the period";
            draft.PeriodColumn = item;
        }
    }
}
