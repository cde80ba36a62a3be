using FaceGrid.EndToEnd.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FaceGrid.EndToEnd.Tests.Durability;

public sealed class KillTests
{
    [Fact]
    public Task Enroll300People_KilledThreeTimes_AcknowledgedAreFoundAndOthersWhollyThereOrAbsent() =>
        KillEnrolments(people: 300, rounds: 3);

    [Trait("Category", "Soak")]
    [Fact]
    public Task EnrollThousandPeople_KilledTwentyTimes_AcknowledgedAreFoundAndOthersWhollyThereOrAbsent() =>
        KillEnrolments(people: 1000, rounds: 20);

    /// <summary>
    /// SIGKILL during enrolments, once per round: acknowledged identities are recognised afterwards; others are either complete or absent.
    /// </summary>
    private static async Task KillEnrolments(int people, int rounds)
    {
        using var folder = new SyntheticPeopleFolder(people);
        var random = new Random(20);
        var cutInTheMiddle = 0;
        for (var round = 0; round < rounds; round++)
        {
            var data = folder.PathOf($"data-{round}");
            // Most kills come among the first enrolments, which saves time: what is written per identity does not depend on their number.
            var acknowledged = await EnrollAndKill(folder, data, after: random.Next(1, round % 7 == 0 ? people - 1 : 150));
            AssertStoreIsSound(data);

            var listed = (await Facegrid.Run("identities", "list", "--json", "--data", data)).Json.Select(j =>
                j.GetProperty("identity").GetString()!).ToHashSet();
            Assert.Empty(acknowledged.Except(listed));
            cutInTheMiddle += listed.Count < people ? 1 : 0;

            // The last acknowledged identities and those in flight: people are enrolled in the order of their names.
            var around = Enumerable.Range(Math.Max(0, acknowledged.Count - 20), 60).Where(p => p < people).ToList();
            var answers = await Facegrid.Run(
                ["recognize", .. around.Select(folder.Enrolment), "--aligned", "--json", "--threads", "1", "--data", data]);
            var absent = 0;
            foreach (var (person, answer) in around.Zip(answers.Succeeded().Json))
            {
                var name = SyntheticPeopleFolder.Name(person);
                var identity = answer.GetProperty("identity").GetString();
                if (listed.Contains(name))
                {
                    Assert.Equal(name, identity);
                    Assert.InRange(answer.GetProperty("distance").GetDouble(), 0, 1e-6);
                }
                else
                {
                    Assert.NotEqual(name, identity);

                    // Each query takes a process: only the first identities, which were in flight, are checked.
                    if (absent++ < 3)
                    {
                        Assert.Equal(2, (await Facegrid.Run("identities", "show", name, "--data", data)).ExitCode);
                    }
                }

                Assert.Equal(listed.Count, answer.GetProperty("gallerySize").GetInt32());
            }

            Directory.Delete(data, recursive: true);
        }

        Assert.True(cutInTheMiddle >= rounds / 2, $"only {cutInTheMiddle} of {rounds} kills came before the end");
    }

    private static async Task<HashSet<string>> EnrollAndKill(SyntheticPeopleFolder folder, string data, int after)
    {
        using var process = Facegrid.Start("enroll", "--people", folder.People, "--aligned", "--json", "--threads", "1", "--data", data);
        var errors = process.StandardError.ReadToEndAsync();
        var acknowledged = new HashSet<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            acknowledged.Add(System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("identity").GetString()!);
            if (acknowledged.Count == after)
            {
                process.Kill();
                break;
            }
        }

        // Lines written before the kill are acknowledgements too; the last may be incomplete.
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.EndsWith('}'))
            {
                acknowledged.Add(System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("identity").GetString()!);
            }
        }

        await process.WaitForExitAsync();
        Assert.True(acknowledged.Count >= after, await errors);
        return acknowledged;
    }

    private static void AssertStoreIsSound(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "grains.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", command.ExecuteScalar());
    }
}
