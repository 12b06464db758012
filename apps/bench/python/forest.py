"""Probabilities of scikit-learn's random forest or extra-trees, grown from the same rows by the same rules."""
import sklearn
from protocol import column, parameter, serve
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier

columns = int(parameter("columns"))
Classifier = {"forest": RandomForestClassifier, "extra-trees": ExtraTreesClassifier}[parameter("kind")]
rows = column("features.f32").reshape(-1, columns)
forest = Classifier(int(parameter("trees")), random_state=1, n_jobs=1)
forest.fit(column("trainingFeatures.f32").reshape(-1, columns), column("trainingLabels.u8"))
serve(f"scikit-learn {sklearn.__version__}", lambda: forest.predict_proba(rows), lambda found: found)
