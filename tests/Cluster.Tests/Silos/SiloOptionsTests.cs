using FaceGrid.Silo.Clients;
using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;

namespace FaceGrid.Cluster.Tests.Silos;

/// <summary>What a silo refuses to start with, and whether it says why.</summary>
public sealed class SiloOptionsTests
{
    private static readonly KeyValuePair<string, string?>[] Defaults = [new("Storage:Path", "/nowhere/grains.db"), new("Blobs:Path", "/nowhere/blobs")];

    [Theory]
    [InlineData("Roles", "door", "Silo:Roles", "control, compute, gpu")]
    [InlineData("Storage:Provider", "mongo", "Silo:Storage:Provider", "sqlite, postgres, azure")]
    [InlineData("Clustering:Provider", "zookeeper", "Silo:Clustering:Provider", "localhost, postgres, azure")]
    [InlineData("Blobs:Provider", "s3", "Silo:Blobs:Provider", "disk, azure")]
    [InlineData("Gpu:Fallback", "maybe", "Silo:Gpu:Fallback", "compute, refuse")]
    [InlineData("Endpoints:AdvertisedAddress", "0.0.0.0", "Silo:Endpoints:AdvertisedAddress", "others can reach")]
    [InlineData("Endpoints:SiloPort", "0", "Silo:Endpoints:SiloPort", "1 to 65535")]
    [InlineData("Endpoints:GatewayPort", "11111", "Silo:Endpoints", "must differ")]
    [InlineData("Membership:ProbeSeconds", "0.01", "Silo:Membership:ProbeSeconds", "0.2 to 60")]
    [InlineData("Shards:Capacity", "0", "Silo:Shards:Capacity", "1 to 1000000")]
    [InlineData("Shards:MaxTemplates", "79", "Silo:Shards:MaxTemplates", "80 to 1000000")]
    [InlineData("Shards:MergeBelow", "0.8", "Silo:Shards:MergeBelow", "below 0.75")]
    [InlineData("Shards:Balance", "perhaps", "silo options", "perhaps")]
    [InlineData("LogFormat", "xml", "Silo:LogFormat", "text, json")]
    [InlineData("ShutdownSeconds", "0", "Silo:ShutdownSeconds", "5 to 3600")]
    [InlineData("ClusterId", "a b", "Silo:ClusterId", "letters, digits")]
    [InlineData("Storage:Path", "", "Silo:Storage:Path", "missing")]
    [InlineData("Dashboard:Enabled", "true", "Silo:Dashboard:PasswordFile", "biometric")]
    [InlineData("Encryption:ConnectionString", "Host=keys", "Silo:Encryption:ConnectionString", "sqlite and azure keep them apart")]
    [InlineData("Encryption:KeyFile", "/nowhere/keys", "Silo:Encryption:KeyFile", "no file")]
    [InlineData("Tls:KeyFile", "/nowhere/key", "Silo:Tls:CertificateFile", "together")]
    [InlineData("Limits:Default:MaxPeople", "-1", "Silo:Limits:Default:MaxPeople", "0 for no limit")]
    [InlineData("Limits:Tenants:lobby:QuestionsPerSecond", "0.001", "Silo:Limits:Tenants:lobby:QuestionsPerSecond", "0.01 to 1000000")]
    [InlineData("Limits:Tenants:a/b:JobsAtOnce", "1", "Silo:Limits:Tenants:a/b", "must not contain '/'")]
    [InlineData("Limits:Default:Questions", "1", "silo options", "Questions")]
    [InlineData("Colour", "blue", "silo options", "Colour")]
    [InlineData("ShutdownSeconds", "soon", "silo options", "soon")]
    public void Read_OptionThatCannotBeMeant_IsNamedWithWhatItAccepts(string name, string value, string subject, string reason)
    {
        var error = Assert.Throws<BadInputException>(() => SiloOptionsReader.Read(Defaults, null, [new(name, value)]));

        Assert.Equal(subject, error.Subject);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AddressBeyondThisMachine_NeedsAClusterAndCertificates()
    {
        KeyValuePair<string, string?>[] far = [new("Endpoints:AdvertisedAddress", "10.1.2.3")];
        KeyValuePair<string, string?>[] stored = [.. far, new("Clustering:Provider", "postgres"), new("Clustering:ConnectionString", "Host=db"), new("Storage:Provider", "postgres"), new("Storage:ConnectionString", "Host=db")];

        Assert.Equal("Silo:Clustering:Provider", Assert.Throws<BadInputException>(() => SiloOptionsReader.Read(Defaults, null, far)).Subject);
        Assert.Equal("Silo:Tls:CertificateFile", Assert.Throws<BadInputException>(() => SiloOptionsReader.Read(Defaults, null, stored)).Subject);
    }

    [Fact]
    public void Read_SqliteWithSeveralSilos_IsRefused()
    {
        var error = Assert.Throws<BadInputException>(() => SiloOptionsReader.Read(Defaults, null, [new("Clustering:Provider", "postgres"), new("Clustering:ConnectionString", "Host=db")]));

        Assert.Equal("Silo:Storage:Provider", error.Subject);
    }

    [Fact]
    public void Read_FileEnvironmentAndFlags_TheLaterOneWins()
    {
        var file = Path.GetTempFileName();
        var variable = SiloOptionsReader.EnvironmentPrefix + "Silo__Endpoints__GatewayPort";
        try
        {
            File.WriteAllText(file, """{ "Silo": { "ClusterId": "file", "Endpoints": { "SiloPort": 1001, "GatewayPort": 1002, "HealthPort": 1003 } } }""");
            Environment.SetEnvironmentVariable(variable, "2002");

            var options = SiloOptionsReader.Read([.. Defaults, new("Endpoints:SiloPort", "1")], file, [new("Endpoints:HealthPort", "3003")]);

            Assert.Equal(("file", 1001, 2002, 3003), (options.ClusterId, options.Endpoints.SiloPort, options.Endpoints.GatewayPort, options.Endpoints.HealthPort));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
            File.Delete(file);
        }
    }

    [Fact]
    public void Read_LimitsOfOneTenant_TheRestIsAsByDefault()
    {
        var limits = SiloOptionsReader.Read(
            Defaults, null, [new("Limits:Default:MaxPeople", "100"), new("Limits:Default:JobsAtOnce", "2"), new("Limits:Tenants:lobby:MaxPeople", "0"), new("Limits:Tenants:lobby:QuestionsPerSecond", "2.5")]).Limits;

        Assert.Equal((100, 2, 0.0), (limits.MaxPeople("town"), limits.JobsAtOnce("town"), limits.QuestionsPerSecond("town")));
        Assert.Equal((0, 2, 2.5), (limits.MaxPeople("lobby"), limits.JobsAtOnce("lobby"), limits.QuestionsPerSecond("lobby")));
        Assert.Equal((0, 0), (limits.QuestionsAtOnce("lobby"), limits.JobsWaiting("town")));
    }

    [Theory]
    [InlineData("127.0.0.1:30001,127.0.0.1", "127.0.0.1:30001 127.0.0.1:30000")]
    [InlineData("[::1]:5", "[::1]:5")]
    public void Parse_Gateways_AreEndpoints(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', ClusterAddress.Parse(text).Gateways));

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1:door")]
    [InlineData("127.0.0.1:70000")]
    [InlineData("postgres:")]
    [InlineData("postgres:@/nowhere/file")]
    public void Parse_AddressThatIsNone_IsRefused(string text) => Assert.Throws<BadInputException>(() => ClusterAddress.Parse(text));

    [Fact]
    public void Parse_ConfigurationFile_NeedsClusteringOnly()
    {
        var file = Path.ChangeExtension(Path.GetTempFileName(), ".json");
        try
        {
            File.WriteAllText(file, """{ "Silo": { "ClusterId": "town", "Clustering": { "Provider": "postgres", "ConnectionString": "Host=db" } } }""");

            var options = ClusterClientOptions.Parse(file);

            Assert.Equal(("town", "postgres", "Host=db"), (options.ClusterId, options.Address.Provider, options.Address.ConnectionString));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Parse_ConnectionString_IsKept() =>
        Assert.Equal(("postgres", "Host=db;Port=1"), (ClusterAddress.Parse("postgres:Host=db;Port=1").Provider, ClusterAddress.Parse("postgres:Host=db;Port=1").ConnectionString));
}
