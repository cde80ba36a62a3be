using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Faults;

/// <summary>A change of people that a fault test interrupts, with the people that exist before it.</summary>
/// <param name="Prepare">Makes the state before the change.</param>
/// <param name="Run">The change; throws if a call of it fails.</param>
internal sealed record Change(
    string Name, int Capacity, Func<People, Faces, Task> Prepare, Func<People, Faces, Task> Run)
{
    private const int Wide = 1000;

    public static IReadOnlyList<Change> All { get; } =
    [
        new(
            "enrol",
            Wide,
            (people, faces) => people.Enroll("bob", faces["bob"]),
            (people, faces) => people.Enroll("alice", faces["alice"])),
        new(
            "enrol in a second gallery",
            Wide,
            Both,
            async (people, faces) =>
            {
                await people.Enroll("bob", faces["bob"], "lab");
                await people.Enroll("bob", faces["bob again"], "lab");
            }),
        new("remove", Wide, Both, (people, _) => people.Remove("alice")),
        new("split", 4, Six, (people, _) => people.Balance()),
        new(
            "merge",
            4,
            async (people, faces) =>
            {
                await Six(people, faces);
                await people.Balance();
                foreach (var name in new[] { "person-1", "person-2", "person-4", "person-5" })
                {
                    await people.Remove(name);
                }
            },
            (people, _) => people.Balance()),
        new("rotate", Wide, Both, async (people, _) =>
        {
            while (await people.Rotation.Step(3, CancellationToken.None) > 0)
            {
                // Next step.
            }
        }),
        new(
            "adopt",
            Wide,
            (people, faces) => people.EnrollAndKeep("alice", [faces["alice"]]),
            async (people, _) =>
            {
                while (await people.Activation.Step(People.NextModel, ["lobby"], 3, CancellationToken.None) > 0)
                {
                    // Next step.
                }
            }),
    ];

    public override string ToString() => Name;

    private static async Task Both(People people, Faces faces)
    {
        await people.Enroll("alice", faces["alice"], "lobby");
        await people.Enroll("alice", faces["alice"], "lab");
        await people.Enroll("bob", faces["bob"], "lobby");
    }

    private static async Task Six(People people, Faces faces)
    {
        for (var i = 0; i < 6; i++)
        {
            await people.Enroll($"person-{i}", faces[$"person-{i}"]);
        }
    }
}
