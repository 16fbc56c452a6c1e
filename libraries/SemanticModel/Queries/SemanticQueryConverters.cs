using System.Text.Json;
using System.Text.Json.Serialization;

namespace NlSql.SemanticModel.Queries;

// Thin bridges, so that objects holding queries (answers, plugin definitions between services) serialise like everything else.
internal sealed class SemanticQueryConverter : JsonConverter<SemanticQuery>
{
    public override SemanticQuery Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var reading = SemanticQueryReader.Read(document.RootElement);
        return reading.Query ?? throw QueryJson.Failed(reading.Errors);
    }

    public override void Write(Utf8JsonWriter writer, SemanticQuery value, JsonSerializerOptions options) =>
        SemanticQueryWriter.Write(writer, value);
}

internal sealed class TimeFilterConverter : JsonConverter<TimeFilter>
{
    public override TimeFilter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var problems = new QueryJson.Problems();
        var time = TimeReader.Read(document.RootElement, "$", problems);
        return problems.Count == 0 ? time! : throw QueryJson.Failed(problems.ToList());
    }

    public override void Write(Utf8JsonWriter writer, TimeFilter value, JsonSerializerOptions options) =>
        SemanticQueryWriter.WriteTime(writer, value);
}

internal sealed class QueryFilterConverter : JsonConverter<QueryFilter>
{
    public override QueryFilter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var problems = new QueryJson.Problems();
        var filter = FilterReader.Read(document.RootElement, "$", problems);
        return problems.Count == 0 ? filter! : throw QueryJson.Failed(problems.ToList());
    }

    public override void Write(Utf8JsonWriter writer, QueryFilter value, JsonSerializerOptions options) =>
        FilterWriter.Write(writer, value);
}
