using NlSql.Testing;
using Xunit.Sdk;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace NlSql.System.Tests.Asking;

/// <summary>A question and the SQL that a person wrote for it.</summary>
public sealed class GoldenQuestion : IXunitSerializable
{
    public string Question { get; set; } = "";

    public string Sql { get; set; } = "";

    public bool Ordered { get; set; }

    public static TheoryData<GoldenQuestion> Load(string file)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "tests", "NlSql.System.Tests", "Asking", file));
        var cases = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<List<GoldenQuestion>>(text);
        return [.. cases];
    }

    public override string ToString() => Question;

    void IXunitSerializable.Deserialize(IXunitSerializationInfo info) =>
        (Question, Sql, Ordered) = (info.GetValue<string>(nameof(Question))!, info.GetValue<string>(nameof(Sql))!, info.GetValue<bool>(nameof(Ordered)));

    void IXunitSerializable.Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Question), Question);
        info.AddValue(nameof(Sql), Sql);
        info.AddValue(nameof(Ordered), Ordered);
    }
}
