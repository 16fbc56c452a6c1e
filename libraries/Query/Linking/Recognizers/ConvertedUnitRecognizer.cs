using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"longer than one hour" of a length in minutes, "over 2 tonnes" of a weight in kilograms: the number in the unit of what is compared.</summary>
internal sealed class ConvertedUnitRecognizer : Recognizer
{
    private const double Strength = 0.9;
    private const int Farthest = 6;

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i + 1 < question.Words.Count; i++)
        {
            if ((question.Words[i].Token.Number is null && !(question.Folded[i] is "a" or "an" && IsCompared(question, i))) || MeasuringUnits.Of(question.Folded[i + 1]) is not { } said || question.Mentions.Any(m => m.Start <= i + 1 && m.End > i + 1 && IsSaid(m)))
                continue;
            var at = i;
            var compared = question.Mentions.Where(m => m.End <= at && m.Start >= at - Farthest && m.Target is MentionTarget.Gradable { Compares: true } or MentionTarget.Column).OrderBy(m => m.End)
                .Select(m => m.Candidates.Select(c => Column(question, c.Target)).FirstOrDefault(c => MeasuringUnits.Of(c)?.Kind == said.Kind)).LastOrDefault(c => c is not null);
            // "waited longer than 5 minutes" of wait_seconds: the verb says what is long.
            if (question.Mentions.FirstOrDefault(m => m.End == at && m.Target is MentionTarget.Comparison) is { } longer && question.Mentions.Where(m => m.End == longer.Start && m.Target is MentionTarget.Column).SelectMany(m => m.Candidates).Select(c => Column(question, c.Target)).FirstOrDefault(c => MeasuringUnits.Of(c)?.Kind == said.Kind) is { } verb)
            {
                compared = verb;
                question.Withdraw(m => m.Target is MentionTarget.Gradable && m.Start == longer.Start && m.End == longer.End);
            }

            if (compared is null && Measured(question, at, said) is { } column)
            {
                question.Propose(Mention.Of(at, at + 1, new MentionTarget.Number(Of(question, at) * said.Size / MeasuringUnits.Of(question.Lexicon.Reach.Column(column.TableName, column.ColumnName))!.Value.Size, NumberForm.Digits), Strength), outweighs: true);
                // "over an hour": "over" says something, here.
                if (question.Mentions.FirstOrDefault(m => m.End == at && m.Target is MentionTarget.Comparison { Operator: FilterOperator.Greater or FilterOperator.Less }) is { Target: MentionTarget.Comparison compares } words)
                {
                    question.Propose(Mention.Of(words.Start, words.End, new MentionTarget.Gradable(column.TableName, column.ColumnName, compares.Operator == FilterOperator.Greater, true), Strength), outweighs: true);
                    question.Withdraw(m => m.Start == at + 1 && m.Target is not MentionTarget.Filler);
                    question.Propose(Mention.Of(at + 1, at + 2, new MentionTarget.Filler()), outweighs: true);
                }
                else
                {
                    question.Propose(Mention.Of(at + 1, at + 2, column, Strength));
                }

                continue;
            }

            if (compared is null || question.Words[i].Token.Number is null || MeasuringUnits.Of(compared) is not { } own)
                continue;
            if (IsCompared(question, at))
                Convert(question, at, at + 2, said.Size / own.Size);
            // "between 40 and 80 meters": the unit is that of both.
            else if (i > 2 && question.Folded[i - 1] is "and" or "to" && question.Words[i - 2].Token.Number is not null && IsCompared(question, i - 2))
            {
                Convert(question, i - 2, i - 1, said.Size / own.Size);
                Convert(question, i, i + 2, said.Size / own.Size);
            }
        }
    }

    // "games that take more than two hours", "shows that run for over an hour": the one length that they have.
    private static MentionTarget.Column? Measured(LinkedQuestion question, int at, MeasuringUnit said)
    {
        if (said.Kind != "time" || !IsCompared(question, at) || !question.Folded.Take(at).Any(w => DurationWords.Lasting.Contains(w) || w is "run" or "runs" or "ran" or "running" or "play" or "plays"))
            return null;
        var tables = question.Mentions.Where(m => m.End <= at && m.Target is MentionTarget.Table or MentionTarget.Value).SelectMany(m => m.Candidates).Select(c => c.Target is MentionTarget.Table table ? table.Name : (c.Target as MentionTarget.Value)?.TableName).OfType<string>().Distinct();
        return tables.SelectMany(t => question.Lexicon.Model.FindTable(t)!.Columns.Where(c => MeasuringUnits.Of(c) is { Kind: "time" }).Select(c => new MentionTarget.Column(t, c.Name))).ToList() is [var only] ? only : null;
    }

    private static decimal Of(LinkedQuestion question, int at) => question.Words[at].Token.Number ?? 1;

    // What only sounds like the unit says nothing else.
    private static bool IsSaid(Mention mention) => mention.Target is not (MentionTarget.Filler or MentionTarget.Grain or MentionTarget.DateUnit or MentionTarget.Number) && mention is not ({ Target: MentionTarget.Column, Link: LinkKind.General } or { Target: MentionTarget.Value, Link: LinkKind.Fuzzy });

    private static bool IsCompared(LinkedQuestion question, int number) => question.Mentions.Any(m => m.End == number && m.Target is MentionTarget.Comparison or MentionTarget.Gradable { Compares: true });

    private static void Convert(LinkedQuestion question, int number, int end, decimal times)
    {
        question.Withdraw(m => m.Start >= number && m.End <= end && m.Target is MentionTarget.Number or MentionTarget.Period or MentionTarget.Column or MentionTarget.Value);
        question.Propose(Mention.Of(number, end, new MentionTarget.Number(decimal.Round(question.Words[number].Token.Number!.Value * times, 6) / 1.000000000000m, NumberForm.Digits), Strength), outweighs: true);
    }

    private static ColumnDefinition? Column(LinkedQuestion question, MentionTarget target) => target switch
    {
        MentionTarget.Column column => question.Lexicon.Reach.Column(column.TableName, column.ColumnName),
        MentionTarget.Gradable gradable => question.Lexicon.Reach.Column(gradable.TableName, gradable.ColumnName),
        _ => null,
    };
}
