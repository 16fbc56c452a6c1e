using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Policies;

public sealed class PolicyFingerprintTests
{
    private static readonly PolicyDefinition Policy = new() { Roles = ["north", "other"], RowFilters = [new("sales", "region = 'North'", ["north"])] };
    private static readonly QueryContext Context = Retail.With(Policy);

    [Fact]
    public void Compile_RolesThatThePolicyTellsApart_ChangeTheFingerprint()
    {
        Assert.NotEqual(Of(Context), Of(Context with { Roles = ["north"] }));
        Assert.NotEqual(Of(Context), Of(Context with { ForAnyRole = true }));
        Assert.Equal(Of(Context), Of(Context with { Roles = ["other"] }));
    }

    [Fact]
    public void Compile_OtherPolicy_ChangesTheFingerprint()
    {
        Assert.Equal(Of(Context), Of(Retail.With(Policy)));
        Assert.NotEqual(Of(Context), Of(Retail.With(Policy with { MaxRows = 7 })));
    }

    private static string Of(QueryContext context) => Retail.Compile("""{"metrics": ["revenue"]}""", context).PolicyFingerprint;
}
