using System.Diagnostics;
using NlSql.Query;
using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.Query.Sql.Rewriting;

namespace NlSql.Bench.Asking;

/// <summary>Line 10: understanding, compiling and guarding in this process, over the wide model. Nothing is kept between questions but the lexicon.</summary>
internal static class Planning
{
    private const int Rounds = 5;

    public static void Measure()
    {
        var model = WideModel.Read();
        var values = WideModel.Values();
        var query = new QueryContext
        {
            Model = new ModelIndex(model),
            Scope = new DatasetScope(Guid.Empty, model.Tables.Select(t => new DatasetTable(t.Name, $"wide__{t.Name}", [Guid.Empty])).ToValueList()),
            Anchor = new TimeAnchorDay(new(2025, 12, 31)),
        };
        foreach (var drafted in new[] { false, true })
        {
            var start = Stopwatch.GetTimestamp();
            var context = new QuestionContext(Lexicon.Build(model, values, drafted), query);
            var built = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var kind = drafted ? "drafted" : "described";
            Claims.Write($"{kind} model: lexicon of {values.Columns.Sum(c => c.Values.Count):N0} values, once", $"{built:0} ms", "none");
            var cold = Times(context, 1, out var answered);
            Claims.Write($"{kind} model: planning, each question for the first time, p50 · p99", Quantiles(cold), "none");
            Claims.Write($"{kind} model: planning, {Rounds} rounds of {Questions.All.Count} questions, p50 · p99", Quantiles(Times(context, Rounds, out _)), "p99 ≤ 2 ms, aim 1");
            Claims.Write($"{kind} model: questions that compile", $"{answered} of {Questions.All.Count}", "none");
        }
    }

    private static List<double> Times(QuestionContext context, int rounds, out int answered)
    {
        List<double> times = [];
        answered = 0;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var question in Questions.All)
            {
                var (milliseconds, ready) = One(question, context);
                times.Add(milliseconds);
                answered += ready ? 1 : 0;
            }
        }

        return times;
    }

    private static (double Milliseconds, bool Ready) One(string question, QuestionContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var compiled = QuestionCompiler.Compile(question, context);
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, compiled.Compiled is not null);
    }

    private static string Quantiles(List<double> times)
    {
        times.Sort();
        return $"{times[times.Count / 2]:0.00} · {times[(int)(times.Count * 0.99)]:0.00} ms";
    }
}
