using System.Collections;
using System.Reflection;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Authority;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Limits;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Authority;

namespace FaceGrid.Grains.Tests.Authority;

/// <summary>Every text and list that a client can send has a limit, and a message beyond one costs nothing.</summary>
public sealed class MessageLimitTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Fact]
    public void Limits_OfEveryTextAndListOfAClientsMessage_AreListed()
    {
        var needed = new HashSet<(Type, string)>();
        var known = new HashSet<(Type, string)>();
        var methods = typeof(GridKeys).Assembly.GetTypes().Where(t => t.IsInterface && t.IsAssignableTo(typeof(IGrainWithStringKey)))
            .SelectMany(t => t.GetMethods()).Where(m => MethodRoles.Of(m) != CallerRoles.Silo);
        foreach (var method in methods)
        {
            foreach (var parameter in method.GetParameters())
            {
                Add(method.DeclaringType!, $"{method.Name}.{parameter.Name}", parameter.ParameterType);
            }
        }

        Assert.Empty(needed.Except(MessageLimits.All.Keys));
        Assert.Empty(MessageLimits.All.Keys.Except(known));

        void Add(Type owner, string member, Type type)
        {
            if (!known.Add((owner, member)))
            {
                return;
            }

            if (type == typeof(string) || type.IsAssignableTo(typeof(IEnumerable)))
            {
                needed.Add((owner, member));
            }

            var element = type.IsArray ? type.GetElementType()! : type.IsGenericType ? type.GetGenericArguments()[0] : type;
            if (element.Assembly == typeof(GridKeys).Assembly && !element.IsEnum)
            {
                foreach (var property in element.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                {
                    Add(element, property.Name, property.PropertyType);
                }
            }
        }
    }

    [Fact]
    public async Task Questions_BeyondALimit_AreRefusedAndCostNoTokens()
    {
        var refused = new List<Func<People, Task>>
        {
            people => people.RecognizeBurst([.. Enumerable.Repeat(Face(), MessageLimits.MostFrames + 1)]),
            people => people.RecognizeBurst([.. Enumerable.Repeat(new AlignedFace("", []), 100_000)]),
            people => people.Recognize(Encoding(), candidates: 1_000_000),
            people => people.Recognize(Encoding(), change: r => r with { DeadlineMilliseconds = 60_001 }),
            people => people.Recognize(Encoding(), change: r => r with { Gallery = new string('x', 129) }),
            people => people.Recognize(Encoding(), change: r => r with { Crop = Face() with { Name = new string('x', 5000) } }),
            people => people.Recognize(Encoding(), change: r => r with { Crop = Face() with { Rgb = new byte[1 << 20] } }),
            people => people.Recognize(Encoding(), change: r => r with { Crop = Face() with { Encoding = new float[129] } }),
        };
        await using var grid = await AuthorityGrid.Start(
            _authority.Silo(), stops: false, limits: l => l.Default.QuestionsPerSecond = 0.001);
        var people = new People(grid.Grains, "lobby");
        await AuthorityGrid.As(_authority.Client("lobby", "enrol"), () => people.Enroll("alice", Encoding()));
        await AuthorityGrid.As(_authority.Client("lobby", "door"), async () =>
        {
            foreach (var question in refused)
            {
                Assert.Equal(GridError.InvalidRequest, (await Assert.ThrowsAsync<GridRequestException>(() => question(people))).Error);
            }

            // The bucket holds one question, and none of those above has taken it.
            Assert.IsType<Recognized>(await people.Recognize(Encoding()));
            var next = await Assert.ThrowsAsync<GridRequestException>(() => people.Recognize(Encoding()));
            Assert.Equal(GridError.TooManyRequests, next.Error);
        });
    }

    public void Dispose() => _authority.Dispose();

    private static float[] Encoding() => [1, .. new float[127]];

    private static AlignedFace Face() => FakeEncoder.Face("probe.jpg", Encoding());
}
