using FaceGrid.Silo.Clients;
using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Tests.Options;

/// <summary>Binding and validation of silo options: refused values and the messages for them.</summary>
public sealed class SiloOptionsTests
{
    private static readonly KeyValuePair<string, string?>[] Defaults =
        [new("Storage:Path", "/nowhere/grains.db"), new("Blobs:Path", "/nowhere/blobs")];

    private static readonly KeyValuePair<string, string?>[] OnPostgres =
        [new("Clustering:Provider", "postgres"), new("Clustering:ConnectionString", "Host=db;SSL Mode=VerifyFull")];

    [Theory]
    [InlineData("Roles", "door", "Silo:Roles", "'door' is none of control, compute, gpu")]
    [InlineData("Roles", "control,none", "Silo:Roles", "'none' is none of control, compute, gpu")]
    [InlineData("Roles", " , ", "Silo:Roles", "is empty; it takes one or more of control, compute, gpu")]
    [InlineData("Roles", "3", "Silo:Roles", "'3' is none of")]
    [InlineData("Storage:Provider", "mongo", "Silo:Storage:Provider", "'mongo' is none of sqlite, postgres, azure")]
    [InlineData("Storage:Provider", "1", "Silo:Storage:Provider", "'1' is none of sqlite, postgres, azure")]
    [InlineData("Storage:Provider", "", "Silo:Storage:Provider", "'' is none of sqlite, postgres, azure")]
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
    [InlineData("Files:Folders:0", "photos", "Silo:Files:Folders", "not an absolute path")]
    [InlineData("Tls:KeyFile", "/nowhere/key", "Silo:Tls:CertificateFile", "together")]
    [InlineData("Limits:Default:MaxPeople", "-1", "Silo:Limits:Default:MaxPeople", "0 for no limit")]
    [InlineData("Limits:Tenants:lobby:QuestionsPerSecond", "0.001", "Silo:Limits:Tenants:lobby:QuestionsPerSecond", "0.01 to 1000000")]
    [InlineData("Limits:Tenants:a/b:JobsAtOnce", "1", "Silo:Limits:Tenants:a/b", "must not contain '/'")]
    [InlineData("Limits:Default:Questions", "1", "silo options", "Questions")]
    [InlineData("Colour", "blue", "silo options", "Colour")]
    [InlineData("ShutdownSeconds", "soon", "silo options", "soon")]
    public void Read_UnacceptableValue_NamesTheOptionAndTheAcceptedValues(string name, string value, string subject, string reason)
    {
        var error = Assert.Throws<BadInputException>(() => SiloOptionsReader.Read(Defaults, null, [new(name, value)]));

        Assert.Equal(subject, error.Subject);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db", false)]
    [InlineData("Host=db;SSL Mode=Require", false)]
    [InlineData("Host=127.0.0.1,db", false)]
    [InlineData("Host=10.0.0.1:5432", false)]
    [InlineData("Host=db;SSL Mode=VerifyFull", true)]
    [InlineData("Host=127.0.0.1", true)]
    [InlineData("Host=localhost:5433", true)]
    [InlineData("Host=::1", true)]
    [InlineData("Host=/var/run/postgresql", true)]
    public void Read_DatabaseOnAnotherMachine_NeedsAVerifiedServer(string connection, bool isAccepted)
    {
        KeyValuePair<string, string?>[] flags =
            [.. OnPostgres, new("Storage:Provider", "postgres"), new("Storage:ConnectionString", connection)];

        if (isAccepted)
        {
            SiloOptionsReader.Read(Defaults, null, flags);
        }
        else
        {
            var error = Assert.Throws<BadInputException>(() => SiloOptionsReader.Read(Defaults, null, flags));
            Assert.Equal("Silo:Storage:ConnectionString", error.Subject);
            Assert.Contains("SSL Mode=VerifyFull", error.Reason, StringComparison.Ordinal);
        }

        var permitted = SiloOptionsReader.Read(
            Defaults, null, [.. flags, new("AllowUnverifiedDatabase", "true"), new("Files:Folders:0", "/srv")]);
        Assert.Equal((true, "/srv"), (permitted.AllowUnverifiedDatabase, Assert.Single(permitted.Files.Folders)));
    }

    [Theory]
    [InlineData("control,compute", SiloRoles.Control | SiloRoles.Compute, "control compute")]
    [InlineData(" GPU , control,", SiloRoles.Control | SiloRoles.Gpu, "control gpu")]
    [InlineData("Compute", SiloRoles.Compute, "compute")]
    public void Read_Roles_AreFlagsSpelledInAnyCase(string text, SiloRoles expected, string names)
    {
        var options = SiloOptionsReader.Read(Defaults, null, [new("Roles", text)]);

        Assert.Equal(expected, options.Roles);
        Assert.Equal(names, string.Join(' ', options.RoleNames()));
    }

    [Fact]
    public void Read_Enumerations_AreSpelledInAnyCase()
    {
        KeyValuePair<string, string?>[] flags =
            [.. OnPostgres, new("Storage:Provider", "AZURE"), new("Storage:ConnectionString", "a"), new("LogFormat", "Json")];
        var options = SiloOptionsReader.Read(Defaults, null, flags);

        Assert.Equal(
            (ClusteringProvider.Postgres, StorageProvider.Azure, BlobProvider.Disk, GpuFallback.Compute, LogFormat.Json),
            (options.Clustering.Provider, options.Storage.Provider, options.Blobs.Provider, options.Gpu.Fallback, options.LogFormat));
    }

    [Fact]
    public void Read_AddressBeyondThisMachine_NeedsAClusterAndCertificates()
    {
        KeyValuePair<string, string?>[] far = [new("Endpoints:AdvertisedAddress", "10.1.2.3")];
        KeyValuePair<string, string?>[] stored =
            [.. far, .. OnPostgres, new("Storage:Provider", "postgres"), new("Storage:ConnectionString", "Host=db;SSL Mode=VerifyFull")];

        Assert.Equal("Silo:Clustering:Provider", RefusedOption(far));
        Assert.Equal("Silo:Tls:CertificateFile", RefusedOption(stored));
    }

    [Fact]
    public void Read_SqliteWithSeveralSilos_IsRefused()
    {
        Assert.Equal("Silo:Storage:Provider", RefusedOption(OnPostgres));
    }

    [Fact]
    public void Read_FileEnvironmentAndFlags_TheLaterOneWins()
    {
        var file = Path.GetTempFileName();
        var variable = SiloOptionsReader.EnvironmentPrefix + "Silo__Endpoints__GatewayPort";
        try
        {
            File.WriteAllText(
                file,
                """{ "Silo": { "ClusterId": "file", "Endpoints": { "SiloPort": 1001, "GatewayPort": 1002, "HealthPort": 1003 } } }""");
            Environment.SetEnvironmentVariable(variable, "2002");

            KeyValuePair<string, string?>[] defaults = [.. Defaults, new("Endpoints:SiloPort", "1")];
            var options = SiloOptionsReader.Read(defaults, file, [new("Endpoints:HealthPort", "3003")]);

            var ends = options.Endpoints;
            Assert.Equal(("file", 1001, 2002, 3003), (options.ClusterId, ends.SiloPort, ends.GatewayPort, ends.HealthPort));
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
        KeyValuePair<string, string?>[] flags =
        [
            new("Limits:Default:MaxPeople", "100"),
            new("Limits:Default:JobsAtOnce", "2"),
            new("Limits:Tenants:lobby:MaxPeople", "0"),
            new("Limits:Tenants:lobby:QuestionsPerSecond", "2.5"),
        ];
        var limits = SiloOptionsReader.Read(Defaults, null, flags).Limits;

        Assert.Equal((100, 2, 0.0), (limits.MaxPeople("town"), limits.JobsAtOnce("town"), limits.QuestionsPerSecond("town")));
        Assert.Equal((0, 2, 2.5), (limits.MaxPeople("lobby"), limits.JobsAtOnce("lobby"), limits.QuestionsPerSecond("lobby")));
        Assert.Equal((0, 0), (limits.QuestionsAtOnce("lobby"), limits.JobsWaiting("town")));
    }

    [Theory]
    [InlineData("127.0.0.1:30001,127.0.0.1", "127.0.0.1:30001 127.0.0.1:30000")]
    [InlineData("[::1]:5", "[::1]:5")]
    public async Task Parse_Gateways_AreEndpoints(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', await ClusterAddress.Parse(text).Resolve()));

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1:door")]
    [InlineData("127.0.0.1:70000")]
    [InlineData("postgres:Host=db")]
    [InlineData("azure:@/nowhere/file")]
    [InlineData("a b:30000")]
    public void Parse_AddressThatIsNone_IsRefused(string text) => Assert.Throws<BadInputException>(() => ClusterAddress.Parse(text));

    [Fact]
    public void Parse_ConfigurationFile_NeedsGatewaysOnly()
    {
        var file = Path.ChangeExtension(Path.GetTempFileName(), ".json");
        try
        {
            OwnerOnly.CreateFile(file);
            File.WriteAllText(
                file,
                """{ "Silo": { "ClusterId": "town", "Gateways": ["door.test:30001", "10.0.0.1"] } }""");

            var options = ClusterClientOptions.Parse(file);

            Assert.Equal("town", options.ClusterId);
            Assert.Equal(["door.test:30001", "10.0.0.1:30000"], options.Address.Gateways.Select(g => $"{g.Host}:{g.Port}"));
            File.WriteAllText(file, """{ "Silo": { "Clustering": { "Provider": "postgres", "ConnectionString": "Host=db" } } }""");
            Assert.Equal("Silo:Gateways", Assert.Throws<BadInputException>(() => ClusterClientOptions.Parse(file)).Subject);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Resolve_UnknownHost_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<BadInputException>(() => ClusterAddress.Parse("nowhere.invalid:30000").Resolve());
        Assert.Contains("'nowhere.invalid' is not known", refused.Message, StringComparison.Ordinal);
    }

    private static string RefusedOption(KeyValuePair<string, string?>[] flags) =>
        Assert.Throws<BadInputException>(() => SiloOptionsReader.Read(Defaults, null, flags)).Subject;
}
