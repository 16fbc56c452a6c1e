namespace NlSql.Gateway.Refusals;

/// <summary>What refusals have in common that are one entry of the trail.</summary>
/// <param name="Tenant">Whose trail it is.</param>
/// <param name="Actor">Who was refused, as far as that is known.</param>
/// <param name="Address">Where the requests came from.</param>
/// <param name="Code">Why they were refused.</param>
internal sealed record RefusalKey(string Tenant, string Actor, string Address, string Code);

/// <summary>Refusals of one kind within a minute; method, route and trace are those of the first.</summary>
internal sealed record Refusal
{
    public required Guid Id { get; init; }

    public required RefusalKey Key { get; init; }

    public required string Method { get; init; }

    public string? Route { get; init; }

    public required int Status { get; init; }

    public string? TraceId { get; init; }

    public required DateTimeOffset First { get; init; }

    public required DateTimeOffset Last { get; init; }

    public int Count { get; init; } = 1;
}
