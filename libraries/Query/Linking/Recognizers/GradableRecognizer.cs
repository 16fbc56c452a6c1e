using NlSql.Query.Linking.Words;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"oldest", "cheaper than", "how long": the columns of the model that the adjective may measure.</summary>
internal sealed class GradableRecognizer : Recognizer
{
    // What the words measure is only implied.
    private const double Strongest = 0.9;
    private const double Preferred = 0.01;
    private const double Asked = 0.5;
    private const double AnyTime = 0.5;
    private const int MostCandidates = 12;

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var (start, end, words) in GradableWords.Phrases.In([.. question.Words.Select(w => w.Best)]))
        {
            if (Lasts(question, start) || (question.Words[start].Best == "where" && question.Words[end - 1].Best is "do" or "does" or "did" && !question.Folded.Any(Dwelling.Contains)) || SaysHowLong(question, end) || AdverseWords.Turn(question.Words, end - 1) || SaysHowMuch(question, start, end))
                continue;
            foreach (var group in words.GroupBy(w => w.Form == GradableForm.Asked))
                Propose(question, start, end, group);
        }
    }

    // "where do they live"; "where do they get referred from" asks for something else.
    private static readonly string[] Dwelling = ["live", "lives", "reside", "resides", "dwell", "come", "comes", "stay", "lie", "stand", "work"];

    // "how long does a repair last": a verb.
    private static bool Lasts(LinkedQuestion question, int at) => question.Words[at].Best == "last" && at + 1 < question.Words.Count && at > 0 && question.Words[at - 1].Best is not ("the" or "our" or "my" or "this") && question.Words[at + 1].Best is "longer" or "more" or "less" or "over" or "under"
        || question.Words[at].Best == "last" && question.Words.Take(at).Any(w => w.Best is "do" or "does" or "did")
        && (at + 1 == question.Words.Count || question.Words[at + 1].Best is "on" or "in" or "for" or "by" or "per" or "?");

    // "longer than 240 hours": the unit says what is long.
    private static bool SaysHowLong(LinkedQuestion question, int number) => number + 1 < question.Words.Count && question.Words[number].Token.Number is not null && DurationWords.Unit(question.Words[number + 1].Best) is not null
        && question.Mentions.Any(m => m.Start == number + 1 && m.Target is MentionTarget.Column column && question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName)?.Computation is ColumnComputation.TimeBetween);

    // "how big was our revenue": of a measure.
    private static bool SaysHowMuch(LinkedQuestion question, int start, int end) => question.Words[start].Best == "how" && question.Mentions.Any(m => m.Start == start && m.End == end + 1 && m.Target is MentionTarget.Filler && m.Weight > 0);

    private static void Propose(LinkedQuestion question, int start, int end, IEnumerable<GradableWord> words)
    {
        var candidates = words.SelectMany(w => Candidates(question.Lexicon, w))
            .GroupBy(c => c.Target)
            .Select(g => g.MaxBy(c => c.Strength)!)
            .Order(TargetOrder.Instance)
            .Take(MostCandidates)
            .ToValueList();
        if (candidates.Count == 0)
            return;
        question.Propose(new(start, end, candidates));
        // "which farm is the biggest": not less than what only says so.
        if (start > 0 && question.Mentions.Any(m => m.Start == start - 1 && m.End == end && m.Target is MentionTarget.Extreme))
            question.Propose(new(start - 1, end, candidates));
    }

    private static IEnumerable<MentionCandidate> Candidates(Lexicon lexicon, GradableWord word)
    {
        // Of one table's list price and unit cost the price is what it costs, however well either name fits.
        Dictionary<string, (int Measure, double Strength)> preferred = new(StringComparer.Ordinal);
        for (var i = 0; i < word.Measures.Count; i++)
        {
            var measure = word.Measures[i];
            var node = 0;
            foreach (var stem in measure.Stems)
                node = node < 0 ? node : lexicon.Phrases.Step(node, stem);
            if (node < 0)
                continue;
            foreach (var entry in lexicon.Phrases.At(node))
            {
                if (entry.Target is MentionTarget.Column column && (IsPlace(word) ? lexicon.Reach.Column(column.TableName, column.ColumnName)?.Type == ColumnType.Text && !column.ColumnName.Split('_').Any(Online.Contains) : IsMeasure(lexicon.Model, column)) && (!IsOfTime(word, measure) || lexicon.Times.Contains(column) || lexicon.IsYear(column) || lexicon.Model.FindTable(column.TableName)!.FindColumn(column.ColumnName)!.Type is ColumnType.Date or ColumnType.Timestamp))
                {
                    var strength = entry.Strength - (Preferred * i) + Usual(lexicon, word, column);
                    if (entry.Link is LinkKind.Part or LinkKind.General && preferred.TryGetValue(column.TableName, out var before) && before.Measure < i)
                        strength = Math.Min(strength, before.Strength - Preferred);
                    else if (entry.Link == LinkKind.Part && column.ColumnName.Split('_').Any(part => part.StartsWith(measure.Stems[0], StringComparison.Ordinal)))
                        preferred.TryAdd(column.TableName, (i, strength));
                    yield return Candidate(word.Form, column, measure.Descending, strength);
                }
            }
        }

        if (word.Newest is not { } newest)
            yield break;
        foreach (var column in lexicon.Times)
            yield return Candidate(word.Form, column, newest, AnyTime + Usual(lexicon, word, column));
    }

    // Of several dates that of the rows is meant first, and an end last: "the latest policy" is the one that began last.
    private static double Usual(Lexicon lexicon, GradableWord word, MentionTarget.Column column) =>
        word.Newest is null ? 0 : lexicon.Model.FindTable(column.TableName)?.TimeColumn == column.ColumnName ? Preferred : column.ColumnName.Split('_').Any(w => w is "end" or "to" or "until" or "due" or "expiry" or "expires" or "closed") ? -Preferred : 0;

    // "when", "latest": a day or a year, and not how long it took.
    private static bool IsOfTime(GradableWord word, GradableMeasure measure) => (word.Newest is not null || word.Form == GradableForm.Asked) && measure.Stems is ["date" or "time" or "year"];

    private static MentionCandidate Candidate(GradableForm form, MentionTarget.Column column, bool descending, double strength) =>
        form == GradableForm.Asked
            ? new(column, strength * Asked, LinkKind.General)
            : new(new MentionTarget.Gradable(column.TableName, column.ColumnName, descending, form == GradableForm.Comparative), strength * Strongest, LinkKind.General);

    // Addresses at which nobody lives.
    private static readonly string[] Online = ["email", "mail", "web", "website", "url", "ip"];

    // "where is the shop": a place is told by words.
    private static bool IsPlace(GradableWord word) => word is { Form: GradableForm.Asked, Measures: [{ Stems: ["location"] }, ..] };

    private static bool IsMeasure(ModelDefinition model, MentionTarget.Column column) =>
        model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { Kind: not ColumnKind.Id, Type: not (ColumnType.Text or ColumnType.Boolean) };
}
