using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>"how long was the longest ride, in hours" of a length in seconds: the number is told in the unit that is asked for.</summary>
internal static class OutputUnits
{
    /// <summary>The reading with its one number in that unit; as it is where no other unit is asked for.</summary>
    public static FinishedReading Told(LinkedQuestion question, FinishedReading reading)
    {
        if (Asked(question) is not { } unit)
            return reading;
        var query = Spelled(question, reading.Query);
        if (query is { Metrics: [{ Aggregate: not null, Column: { } measured, As: { } name } metric], Having: null } && Own(question, query, measured) is { } own && own.Kind == unit.Kind && own != unit)
        {
            var told = Renamed(name, unit);
            return With(reading, own, unit, query with
            {
                Metrics = [metric with { Column = null, Expression = In(measured, own, unit), As = told }],
                Return = query.Return.Select(r => r.Name == name ? r with { Name = told } : r).ToValueList(),
                OrderBy = query.OrderBy.Select(o => o.By == name ? o with { By = told } : o).ToValueList(),
            });
        }

        return query is { Metrics.Count: 0, Shape: QueryShape.Rows } && query.Return.Select(r => (Output: r, Own: Own(question, query, r.Name))).FirstOrDefault(r => r.Own?.Kind == unit.Kind && r.Own != unit) is { Own: { } shown, Output: var output }
            ? With(reading, shown, unit, query with { Return = query.Return.Select(r => r == output ? new OutputReference { Expression = In(r.Name, shown, unit), As = Renamed(r.Name[(r.Name.IndexOf('.', StringComparison.Ordinal) + 1)..], unit) } : r).ToValueList() })
            : reading;
    }

    /// <summary>Whether a number is still told in another unit than the one that is asked for.</summary>
    public static bool AreOthers(LinkedQuestion question, SemanticQuery query) => Asked(question) is { } unit
        && Spelled(question, query).Metrics.Select(m => m.Column).OfType<string>().Any(c => Own(question, query, c) is { } own && own.Kind == unit.Kind && own != unit);

    // A measure of the model as what it computes.
    private static SemanticQuery Spelled(LinkedQuestion question, SemanticQuery query)
    {
        if (query is not { Metrics: [{ Name: { } known } metric] } || question.Lexicon.Model.FindMetric(known) is not { Type: MetricType.Simple, Filter: null, Aggregate: { } aggregate, Expression: { } column, Table: { } table } || question.Lexicon.Reach.Column(table, column) is null)
            return query;
        var name = $"{MetricNames.Prefix(aggregate)}_{column}";
        return query with
        {
            From = query.From ?? table,
            Metrics = [metric with { Name = null, Aggregate = aggregate, Column = $"{table}.{column}", As = name }],
            Return = query.Return.Select(r => r.Name == known ? r with { Name = name } : r).ToValueList(),
            OrderBy = query.OrderBy.Select(o => o.By == known ? o with { By = name } : o).ToValueList(),
        };
    }

    // "…, in hours?", "in minutes per agent": at the end, or before what is said besides.
    private static MeasuringUnit? Asked(LinkedQuestion question)
    {
        for (var i = 1; i < question.Words.Count; i++)
        {
            if (question.Folded[i - 1] == "in" && MeasuringUnits.Of(question.Folded[i]) is { } unit && (i + 1 == question.Words.Count || question.Words[i + 1].Token.Kind == TokenKind.Symbol || question.Words[i + 1].Token.StartsSentence || question.Folded[i + 1] is "per" or "by" or "for" or "of" or "each" or "in"))
                return unit;
        }

        return null;
    }

    private static MeasuringUnit? Own(LinkedQuestion question, SemanticQuery query, string column) =>
        (column.Contains('.', StringComparison.Ordinal) ? column : $"{query.From}.{column}").Split('.') is [var table, var name] ? MeasuringUnits.Of(question.Lexicon.Reach.Column(table, name)) : null;

    private static QueryExpression.Arithmetic In(string column, MeasuringUnit own, MeasuringUnit asked) => own.Size > asked.Size
        ? new(ArithmeticOperator.Multiply, new QueryExpression.Named(column), new QueryExpression.Number(own.Size / asked.Size))
        : new(ArithmeticOperator.Divide, new QueryExpression.Named(column), new QueryExpression.Number(asked.Size / own.Size));

    private static string Renamed(string name, MeasuringUnit unit) => $"{name[..(name.LastIndexOf('_') + 1)]}{unit.Name}";

    private static FinishedReading With(FinishedReading reading, MeasuringUnit own, MeasuringUnit asked, SemanticQuery query) =>
        reading with { Query = query, Assumptions = reading.Assumptions.Append($"Told in {asked.Name}; the data have {own.Name}.").ToValueList() };
}
