using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>"customer town", "store's region": a table's word before a column of that table only says whose column it is.</summary>
internal sealed class QualifierRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Table>().ToList())
        {
            if (draft.Next(item) is not { Used: false, Target: MentionTarget.Column } column || column.Mention.Start != item.Mention.End || IsPlural(draft, item))
                continue;
            var table = ((MentionTarget.Table)item.Target).Name;
            if (column.Mention.Candidates.Select(c => c.Target).OfType<MentionTarget.Column>().FirstOrDefault(c => c.TableName == table) is not { } own)
                continue;
            item.Role = "table of the column";
            column.Chosen = own;
            column.Qualified = true;
            draft.Count(Feature.TableSaysWhoseColumn);
        }
    }

    // "customers town" may ask for both.
    private static bool IsPlural(Draft draft, Item item)
    {
        var last = draft.Question.Words[item.Mention.End - 1].Token;
        return last.Folded != last.Stem;
    }
}
