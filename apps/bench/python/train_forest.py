"""Training of scikit-learn's random forest or extra-trees on one core. Its result is the share of rows that it gets right."""
import sklearn
from protocol import column, parameter, serve
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier

Classifier = {"forest": RandomForestClassifier, "extra-trees": ExtraTreesClassifier}[parameter("kind")]
features = column("features.f32").reshape(-1, int(parameter("columns")))
labels = column("labels.u8")


def run():
    return Classifier(int(parameter("trees")), random_state=1, n_jobs=1).fit(features, labels)


serve(f"scikit-learn {sklearn.__version__}", run, lambda forest: [forest.score(features, labels)])
