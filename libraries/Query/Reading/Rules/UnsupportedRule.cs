using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>Ways of calculating that cannot be expressed: the reading is not run.</summary>
internal sealed class UnsupportedRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Unsupported>())
        {
            item.Role = "unsupported calculation";
            draft.Count(Feature.UnsupportedCalculation);
        }
    }
}
