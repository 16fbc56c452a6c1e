using System.Text.Json;

namespace NlSql.SemanticModel.Queries;

/// <summary>Condition → canonical JSON.</summary>
internal static class FilterWriter
{
    public static void Write(Utf8JsonWriter writer, QueryFilter filter)
    {
        writer.WriteStartObject();
        switch (filter)
        {
            case QueryFilter.AllOf all:
                SemanticQueryWriter.List(writer, "and", all.Terms, Write);
                break;
            case QueryFilter.AnyOf any:
                SemanticQueryWriter.List(writer, "or", any.Terms, Write);
                break;
            case QueryFilter.Not not:
                SemanticQueryWriter.Optional(writer, "not", not.Term, Write);
                break;
            case QueryFilter.Segment segment:
                writer.WriteString("segment", segment.Name);
                break;
            case QueryFilter.Compare compare:
                writer.WriteString("column", compare.Column);
                writer.WriteString("op", QueryWords.Of(compare.Operator));
                WriteValues(writer, compare.Operator, compare.Values);
                break;
            case QueryFilter.Relation relation:
                WriteRelation(writer, relation);
                break;
            case QueryFilter.Membership membership:
                writer.WriteString("column", membership.Column);
                writer.WriteString("op", QueryWords.Of(membership.Negated ? FilterOperator.NotIn : FilterOperator.In));
                SemanticQueryWriter.Optional(writer, "query", membership.Query, SemanticQueryWriter.Write);
                break;
            case QueryFilter.Related related:
                WriteRows(writer, related.Table, related.Via, related.Where);
                writer.WriteString("is", QueryWords.Of(related.Is));
                break;
            case QueryFilter.RelatedNumber number:
                WriteRows(writer, number.Metric.Of!, number.Metric.Via, number.Metric.Where);
                MetricWriter.WriteAggregate(writer, number.Metric);
                writer.WriteString("op", QueryWords.Of(number.Operator));
                WriteValues(writer, number.Operator, number.Values);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter writer, string table, string? via, QueryFilter? where)
    {
        writer.WriteString("related", table);
        if (via is not null)
            writer.WriteString("via", via);
        SemanticQueryWriter.Optional(writer, "where", where, Write);
    }

    // A plain name on the left is a column, on the right too: the short forms that the reader knows.
    private static void WriteRelation(Utf8JsonWriter writer, QueryFilter.Relation relation)
    {
        var literal = relation.Right is ComparedValue.Literals;
        if (relation.Left is QueryExpression.Named column && !literal)
            writer.WriteString("column", column.Name);
        else
            SemanticQueryWriter.Optional(writer, "expr", relation.Left, ExpressionWriter.Write);
        writer.WriteString("op", QueryWords.Of(relation.Operator));
        if (relation.Right is ComparedValue.Literals literals)
        {
            WriteValues(writer, relation.Operator, literals.Values);
            return;
        }

        writer.WriteStartObject("value");
        switch (relation.Right)
        {
            case ComparedValue.Computed { Expression: QueryExpression.Named other }:
                writer.WriteString("column", other.Name);
                break;
            case ComparedValue.Computed computed:
                SemanticQueryWriter.Optional(writer, "expr", computed.Expression, ExpressionWriter.Write);
                break;
            case ComparedValue.Scalar scalar:
                SemanticQueryWriter.Optional(writer, "query", scalar.Query, SemanticQueryWriter.Write);
                SemanticQueryWriter.List(writer, "within", scalar.Within, (w, name) => w.WriteStringValue(name));
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter writer, FilterOperator op, ValueList<QueryLiteral> values)
    {
        if (values.Count == 0)
            return;
        writer.WritePropertyName("value");
        var many = values.Count > 1 || op is FilterOperator.In or FilterOperator.NotIn;
        if (many)
            writer.WriteStartArray();
        foreach (var value in values)
            WriteLiteral(writer, value);
        if (many)
            writer.WriteEndArray();
    }

    private static void WriteLiteral(Utf8JsonWriter writer, QueryLiteral value)
    {
        if (value.Number is { } number)
            SemanticQueryWriter.Number(writer, number);
        else if (value.Boolean is { } boolean)
            writer.WriteBooleanValue(boolean);
        else
            writer.WriteStringValue(value.Text);
    }
}
